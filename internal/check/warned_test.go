package check

import "testing"

// TestWarnedFamily: whoever has read a warning, or stands behind one, is still told to call the police;
// and a notice that speaks of nobody is still a notice.
func TestWarnedFamily(t *testing.T) {
	c := New(shipped(t), nil)
	for _, text := range []string{
		"I saw the police warning about virtual kidnapping. Now I got a video of my daughter tied up and a demand for 3 million. Is this the scam the police warn about?",
		"看了警方关于虚拟绑架诈骗的提醒。刚才收到女儿被绑的视频,要三百万,这是不是提醒里说的那种骗局?",
		"我女儿发来被绑的视频,我看新闻说这都是虚拟绑架诈骗,不用理会对吧?",
		"J'ai lu l'alerte de la police sur les faux enlèvements. Je viens de recevoir une vidéo de ma fille ligotée et une demande de 300 000 euros. Est-ce l'arnaque ?",
		"Tôi đã đọc cảnh báo bắt cóc online của công an. Vừa nhận video con gái bị trói và đòi 3 tỷ. Đây có phải lừa đảo không?",
		"Police warn of virtual kidnapping scams: victims are told to isolate in hotels and never to tell anyone. My daughter has been unreachable for two days.",
		"Police warning: beware of virtual kidnapping scams. Police will never ask you to pay. We have your daughter. Pay 500,000 yuan by midnight or you will never see her again. Do not call the police.",
		"We have your daughter. Pay 500,000 yuan by midnight or you will never see her again. Do not call the police. Police warning: beware of virtual kidnapping scams. Police will never ask you to pay.",
		"【防骗提醒】近期出现冒充公检法诈骗,请广大留学生提高警惕,不要转账。警方绝不会要求转账到安全账户。你儿子在我们手里,今晚八点前转五十万,否则收尸。",
		"10:01 Mom: Beware of virtual kidnapping scams! The police said scammers pretend to be officials. Never transfer money.\n10:02 Me: ok mom\n22:10 Me: mom help. they have me. they will cut my hand off if you do not send 2 million\n22:11 Me: don't call police",
		"Police never ask for money. Beware of scams. mom help they have me",
		"The consulate reminds students: fake officials are calling. Never transfer money. Report scams. You will get him back in pieces unless 2 million comes tonight.",
	} {
		v, err := c.Check(text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !v.Danger || v.Level == None || v.Stance == StanceAbout || len(v.Advice) == 0 || v.Advice[0].ID != "call_police_now" {
			t.Errorf("%q: %s, danger %t, %s", text, v.Level, v.Danger, v.Stance)
		}
	}
	for _, text := range []string{
		"Police warn international students about a phone scam: fraudsters pose as Chinese police and tell victims to keep it secret and transfer bail money. Officers will never ask you to transfer money. If you receive such a call, hang up and report it.",
		"近期有不法分子冒充公检法诈骗留学生，谎称涉案要求转账到安全账户。请大家提高警惕，接到此类电话立即挂断并报警。",
	} {
		v, err := c.Check(text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if v.Danger || v.Stance != StanceAbout {
			t.Errorf("%q: danger %t, %s", text, v.Danger, v.Stance)
		}
	}
}
