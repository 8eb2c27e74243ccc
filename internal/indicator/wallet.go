package indicator

import (
	"bytes"
	"crypto/sha256"
	"strings"

	"golang.org/x/crypto/sha3"
)

// wallet looks for a crypto-currency address in the token at [from, to). Only addresses whose check
// digits agree are taken; an Ethereum address in one case carries none and says so in its note.
func (f *Finder) wallet(from, to int) bool {
	w := f.s[from:to]
	note := NoteChecksumOK
	switch {
	case len(w) == 42 && w[0] == '0' && w[1]|0x20 == 'x':
		ok, mixed := ethereum(w[2:])
		if !ok {
			return false
		}
		if !mixed {
			note = NoteChecksumUnknown
			w = strings.ToLower(w)
		}
	case w[0] == '1' || w[0] == '3':
		if !base58Check(w, 0x00) && !base58Check(w, 0x05) {
			return false
		}
	case w[0] == 'T' && len(w) == 34:
		if !base58Check(w, 0x41) { // TRON's version byte
			return false
		}
	case strings.HasPrefix(strings.ToLower(w[:3]), "bc1"):
		if !segwit(w) {
			return false
		}
		w = strings.ToLower(w)
	default:
		return false
	}
	f.add(Wallet, w, note, from, to)
	return true
}

// ethereum checks the 40 digits of an address against EIP-55, which hides a checksum in the case
// of its letters. mixed is false when the letters are of one case, and so say nothing.
func ethereum(h string) (ok, mixed bool) {
	var up, low bool
	var folded [40]byte
	for i := range folded {
		c := h[i]
		switch {
		case c >= 'a' && c <= 'f':
			low = true
		case c >= 'A' && c <= 'F':
			up = true
		case !isDigit(c):
			return false, false
		}
		folded[i] = lower(c)
	}
	if !up || !low {
		return true, false
	}
	k := sha3.NewLegacyKeccak256()
	k.Write(folded[:])
	sum := k.Sum(nil)
	for i := range folded {
		nibble := sum[i/2] >> (4 * (1 - i%2)) & 15
		if isLetter(folded[i]) && (nibble >= 8) != (h[i] < 'a') {
			return false, true
		}
	}
	return true, true
}

const base58Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// base58Check reports whether s is 21 bytes, the first of them version, followed by the first four
// bytes of their double SHA-256 (Bitcoin's Base58Check).
func base58Check(s string, version byte) bool {
	if len(s) < 25 || len(s) > 35 {
		return false
	}
	var n [25]byte
	for i := 0; i < len(s); i++ {
		carry := strings.IndexByte(base58Alphabet, s[i])
		if carry < 0 {
			return false
		}
		for j := len(n) - 1; j >= 0; j-- {
			carry += int(n[j]) * 58
			n[j] = byte(carry)
			carry >>= 8
		}
		if carry != 0 {
			return false
		}
	}
	zeros, ones := 0, 0
	for zeros < len(n) && n[zeros] == 0 {
		zeros++
	}
	for ones < len(s) && s[ones] == '1' {
		ones++
	}
	if n[0] != version || zeros != ones {
		return false
	}
	a := sha256.Sum256(n[:21])
	a = sha256.Sum256(a[:])
	return bytes.Equal(a[:4], n[21:])
}

const bech32Alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// segwit reports whether s is a Bitcoin main-network segregated-witness address: Bech32 for version
// 0 (BIP-173), Bech32m for versions 1 to 16 (BIP-350).
func segwit(s string) bool {
	if len(s) < 14 || len(s) > 90 || s != strings.ToLower(s) && s != strings.ToUpper(s) {
		return false
	}
	s = strings.ToLower(s)
	if s[:3] != "bc1" {
		return false
	}
	// BIP-173: the human-readable part "bc" is expanded to its high bits, a zero, its low bits.
	chk := uint32(1)
	for _, v := range [...]byte{3, 3, 0, 2, 3} {
		chk = polymodStep(chk, v)
	}
	var data [90]byte
	n := 0
	for i := 3; i < len(s); i++ {
		v := strings.IndexByte(bech32Alphabet, s[i])
		if v < 0 {
			return false
		}
		data[n] = byte(v)
		n++
		chk = polymodStep(chk, byte(v))
	}
	version := data[0]
	want := uint32(1)
	if version > 0 {
		want = 0x2bc830a3
	}
	if chk != want || version > 16 {
		return false
	}
	program := data[1 : n-6]
	bits := len(program) * 5
	size, pad := bits/8, bits%8
	if pad > 4 || len(program) > 0 && program[len(program)-1]&(1<<pad-1) != 0 {
		return false
	}
	return size >= 2 && size <= 40 && (version > 0 || size == 20 || size == 32)
}

func polymodStep(chk uint32, v byte) uint32 {
	top := chk >> 25
	chk = (chk&0x1ffffff)<<5 ^ uint32(v)
	for i, g := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
		if top>>i&1 == 1 {
			chk ^= g
		}
	}
	return chk
}
