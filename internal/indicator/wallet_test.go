package indicator

import "testing"

// Addresses from BIP-173 and BIP-350 (main network), "Test vectors".
func TestSegwitVectors(t *testing.T) {
	for _, s := range []string{
		"BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
		"bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
		"BC1SW50QGDZ25J",
		"bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
		"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
	} {
		if !segwit(s) {
			t.Errorf("%s is valid", s)
		}
	}
	for _, s := range []string{
		"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd", // Bech32 instead of Bech32m
		"BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",                     // Bech32m instead of Bech32
		"bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4", // invalid sign
		"BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", // version 17
		"bc1pw5dgrnzv",
		"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
		"BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
		"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
		"bc1gmk9yu",
	} {
		if segwit(s) {
			t.Errorf("%s is invalid", s)
		}
	}
}

// Addresses from EIP-55.
func TestEthereumVectors(t *testing.T) {
	for _, s := range []string{
		"5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "fB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
		"dbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "D1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
	} {
		if ok, mixed := ethereum(s); !ok || !mixed {
			t.Errorf("%s: %v %v", s, ok, mixed)
		}
	}
	for _, s := range []string{"52908400098527886E0F7030069857D2E4169EE7", "de709f2102306220921060314715629080e2fb77"} {
		if ok, mixed := ethereum(s); !ok || mixed {
			t.Errorf("%s: %v %v", s, ok, mixed)
		}
	}
	if ok, _ := ethereum("5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed"); ok {
		t.Error("one letter in the wrong case must fail")
	}
}

func TestBase58Check(t *testing.T) {
	if !base58Check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", 0) || !base58Check("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", 5) || !base58Check("1111111111111111111114oLvT2", 0) {
		t.Error("a valid address is refused")
	}
	if base58Check("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", 5) || base58Check("11A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", 0) || base58Check("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLz", 5) {
		t.Error("an invalid address is taken")
	}
}
