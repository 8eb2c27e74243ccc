package indicator

import (
	"strings"
	"testing"
)

// bench finds in text again and again with one finder.
func bench(b *testing.B, text string) {
	var f Finder
	var dst []Indicator
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		dst = f.Append(dst[:0], text, Options{})
	}
}
func BenchmarkEnglish(b *testing.B) {
	bench(b, strings.Repeat("I was walking home from the library when it started to rain so we all ran under the big tree and waited. She said the new coffee place near campus is really nice, do you want to go there after class? ", 100))
}
func BenchmarkChinese(b *testing.B) {
	bench(b, strings.Repeat("我昨晚在图书馆看书的时候突然下起了大雨，大家都跑到那棵大树下面躲雨。她说学校旁边新开的咖啡店真的很不错，下课以后要不要一起去坐坐？", 100))
}
func BenchmarkMessage1K(b *testing.B) {
	bench(b, strings.Repeat("I was walking home from the library when it started to rain so we all ran under the big tree. ", 10)+"Ring me at (403) 555-0142 and send $68,000 soon.")
}

// BenchmarkHostile repeats what makes the finder work hardest, at n and 2n: the MB/s of the two must
// agree, or time is not linear.
func BenchmarkHostile(b *testing.B) {
	for _, w := range []string{"1", "@", "0x", "1.", "a@", "1 ", "万", "://", "account ", "1a", "1,", "一", "www.", "a.com", "by 6", "+1", "case no 1", "wechat:a", "0x0", "[.]", "５", "一万", "1 1 ", "138 ", "1111 ", "微信 ", "小时", "two ", "million ", "$1", "a.b"} {
		n := 1 << 18
		b.Run(w+"/256K", func(b *testing.B) { bench(b, strings.Repeat(w, n/len(w))) })
		b.Run(w+"/512K", func(b *testing.B) { bench(b, strings.Repeat(w, 2*n/len(w))) })
	}
}
