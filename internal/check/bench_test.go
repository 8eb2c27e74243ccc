package check

import (
	"fmt"
	"math/rand"
	"os"
	"strings"
	"testing"

	"github.com/ringtrue/ringtrue/internal/base/fold"
	"github.com/ringtrue/ringtrue/internal/indicator"
)

// Ordinary talk, the bulk of what is checked: what students and families write all day.
var ordinary = map[string][]string{
	"en": {
		"are you coming to the library later or should i save you a seat", "ok but the bus was late again so i missed the first half",
		"can you send me the notes from tuesday, my laptop died in the middle", "mum says hi and asks whether you got the parcel with the tea",
		"the landlord will look at the heating on thursday between nine and noon", "i paid for dinner so you owe me about twelve dollars, no rush",
		"we could take the train on saturday and walk along the river if it is dry", "did you see the email about the exam room? they changed it again",
		"thanks for calling, how may i help you today? i would like to book a table for four", "your parcel was left with your neighbour at number nine",
		"he told me the lecture is online this week because of the snow", "remember to bring the rice cooker and two chairs to our place",
	},
	"zh": {
		"你今天几点下课，要不要一起去食堂吃饭", "我妈寄的茶叶到了，晚上拿给你", "图书馆人太多了，我占了两个座位，你快来",
		"房东说周四上午来修暖气，你在家吗", "昨天的作业你写完了没有，第三题我完全不会", "周末想去爬山，天气预报说不下雨",
		"您好，请问有什么可以帮您？我想查一下订单什么时候到", "老师把考试改到下周二了，记得看邮件", "刚才在超市碰到小王，他问你还打不打球",
		"晚饭钱我先付了，你有空转我三十五就行", "地铁又晚点了，帮我跟教授说一声", "这个月的水电费一共一百二，三个人平分",
	},
}

// talk makes a message of about size bytes of ordinary lines.
func talk(lang string, size int, rng *rand.Rand) string {
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(ordinary[lang][rng.Intn(len(ordinary[lang]))])
		b.WriteByte('\n')
	}
	return b.String()
}

func mixed(size, total int) (messages []string, bytes int64) {
	rng := rand.New(rand.NewSource(1))
	for bytes < int64(total) {
		m := talk([]string{"en", "zh"}[len(messages)%2], size, rng)
		messages = append(messages, m)
		bytes += int64(len(m))
	}
	return messages, bytes
}

// BenchmarkCheck is the whole check, message by message: fold, scan, judge, spans, advice.
func BenchmarkCheck(b *testing.B) {
	c := New(shipped(b), nil)
	for _, size := range []int{100, 1000, 64 << 10} {
		messages, bytes := mixed(size, 2<<20)
		b.Run(fmt.Sprintf("ordinary/%dB", size), func(b *testing.B) {
			b.SetBytes(bytes)
			for b.Loop() {
				for _, m := range messages {
					if _, err := c.Check(m, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(len(messages))*float64(b.N)/b.Elapsed().Seconds(), "messages/s")
		})
	}
	scam := "This is Captain Luo of the public security bureau. You must not tell your parents. Transfer the bail of $20,000 to the safe account today.\n" +
		talk("en", 800, rand.New(rand.NewSource(2)))
	b.Run("alarm/1000B", func(b *testing.B) {
		b.SetBytes(int64(len(scam)))
		for b.Loop() {
			if _, err := c.Check(scam, Options{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkStages says where the time goes.
func BenchmarkStages(b *testing.B) {
	k := shipped(b)
	messages, bytes := mixed(1000, 2<<20)
	all := strings.Join(messages, "")
	var t fold.Text
	b.Run("fold", func(b *testing.B) {
		b.SetBytes(bytes)
		for b.Loop() {
			for _, m := range messages {
				t.Fold(m)
			}
		}
	})
	b.Run("indicators", func(b *testing.B) {
		b.SetBytes(bytes)
		var f indicator.Finder
		var dst []indicator.Indicator
		for b.Loop() {
			for _, m := range messages {
				dst = f.Append(dst[:0], m, indicator.Options{})
			}
		}
	})
	r := &run{finder: &indicator.Finder{}}
	b.Run("match", func(b *testing.B) {
		t.Fold(all[:min(len(all), 1<<20)])
		folded := append([]byte(nil), t.B...)
		b.SetBytes(int64(len(folded)))
		for b.Loop() {
			for i := 0; i < len(folded); i += 1000 {
				r.matcher.Run(k.Program, folded[i:min(i+1000, len(folded))], nil)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.SetBytes(bytes)
		for b.Loop() {
			for _, m := range messages {
				r.read(k.Program, m, "")
			}
		}
	})
}

// BenchmarkHostile doubles texts made to be slow: the time must no more than double.
func BenchmarkHostile(b *testing.B) {
	c := New(shipped(b), nil)
	for name, unit := range map[string]string{
		"openings":   "don't tell don't tell you must not tell ",
		"one phrase": "公安局公安局",
		"digits":     "1234567890 ",
		"planted":    "p.o.l.i.c.e ",
		"signals":    "you must not tell anyone. transfer bail to the safe account. ",
		"no spaces":  "policepolicepolice",
	} {
		for _, n := range []int{1 << 18, 1 << 19} {
			text := strings.Repeat(unit, n/len(unit))
			b.Run(fmt.Sprintf("%s/%dKiB", name, n>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := c.Check(text, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkLoad is what a command pays before it can check: read what was compiled.
func BenchmarkLoad(b *testing.B) {
	files := os.DirFS("../../data")
	b.Run("from text", func(b *testing.B) {
		for b.Loop() {
			if _, err := Load(files, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
