package source

import (
	"bytes"
	"errors"
	"io"
	"math/rand"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/htmlindex"
)

const (
	french       = "Après l’été, « Hélène » partit à Nîmes ; où était-elle ? Ça, nul ne le sait. Le cœur a ses raisons.\n"
	german       = "Die Größe der Bäume überraschte Müller; für fünf Gäste genügt ein Stück Käse.\n"
	spanish      = "El señor Núñez llegó mañana a León; ¿qué pasó después? ¡Nada más!\n"
	danish       = "Søren spiste rødgrød på øen; så gik han hjem og læste en bog om ærlighed.\n"
	polish       = "Zażółć gęślą jaźń, powiedział wójt; księga była już zamknięta, a łódź odpłynęła ciężko.\n"
	czech        = "Příliš žluťoučký kůň úpěl ďábelské ódy; věřím, že řeka ještě teče přes město.\n"
	russian      = "Министерство иностранных дел сообщает, что переговоры были отложены до весны следующего года.\n"
	greek        = "Η συνθήκη υπογράφηκε στην Αθήνα το φθινόπωρο του ίδιου έτους από τους δύο υπουργούς.\n"
	hebrew       = "בראשית ברא אלהים את השמים ואת הארץ והארץ היתה תהו ובהו וחשך על פני תהום.\n"
	nihongo      = "表示ソフト構能力。日本語の文章です。これは試験のために書かれた文です。\n"
	chinese      = "中华人民共和国的文件，第一条。我们今天讨论的是历史上的问题，大家都知道。\n"
	taiwanese    = "中華民國的文件，第一條。我們今天討論的是歷史上的問題，大家都知道這件事。\n"
	koreanText   = "대한민국의 문서 제일조. 우리는 오늘 역사의 문제를 토론한다. 모두가 알고 있다.\n"
	ukrainian    = "Міністерство повідомляє, що переговори відкладено до весни наступного року; їхні підсумки ще не оприлюднено.\n"
	bulgarian    = "Министерството съобщава, че преговорите се отлагат до пролетта на следващата година.\n"
	serbian      = "Министарство саопштава да су преговори одложени до пролећа идуће године; људи чекају.\n"
	capitals     = "СОВЕТ МИНИСТРОВ. ПОСТАНОВЛЕНИЕ ОТ ПЯТОГО МАРТА О ВНЕШНЕЙ ТОРГОВЛЕ И ТАРИФАХ.\n"
	arabicText   = "أعلنت الوزارة أن المفاوضات تأجلت إلى ربيع العام القادم، ولم تنشر نتائجها بعد.\n"
	thaiText     = "กระทรวงแจ้งว่าการเจรจาถูกเลื่อนออกไปจนถึงปีหน้า และยังไม่มีการเผยแพร่ผลการประชุม\n"
	nihongoNews  = "外務省は、交渉を来年の春まで延期すると発表した。結果はまだ公表されていない。\n"
	polishPlain  = "Rada uznała, że księga może zostać zamknięta. Są też inne zdania, ale mniejszość milczała.\n"
	hungarian    = "A szerződést ősszel írták alá; a bíróság döntése szerint az erdő és a föld közös, később újra felosztják. Hűvös idő volt.\n"
	turkishText  = "Şehir meclisi bugün toplandı; görüşmeler ilkbahara bırakıldı. Çocuk ağacın altında ışığı gördü.\n"
	frenchASCII  = "La conférence fut ajournée à l'été; où était-elle? Nul ne le sait: ça reste caché, même à présent.\n"
	icelandic    = "Það var einu sinni kona í þorpi við sjóinn; hún átti þrjá syni og eina dóttur. Þá kom maður að garði.\n"
	portuguese   = "As negociações não foram concluídas; a decisão será comunicada amanhã à comissão. Três razões são conhecidas.\n"
	superscripts = "The first word¹ and the second² and a third³ have notes. Another¹ one.\n"
	quotations   = "The “President’s” view — 1972–73… €5\n"
)

// languages are a few sentences of each of the languages that the charsets of one byte a
// character were made for, with the letters that they share with others and those they do not.
var languages = []struct{ name, text, charsets string }{
	{"French", "Le ministre déclara à l'assemblée que l'œuvre était achevée ; nul ne fût surpris. Où la forêt finit, la pêche commence.\n", "windows-1252 iso-8859-15"},
	{"French without œ", "Le ministre déclara à l'assemblée que tout était achevé; nul ne fût surpris. Où la forêt finit, la pêche commence.\n", "windows-1252 cp850 macintosh"},
	{"German", "Der Müller überquerte die Brücke, während die Gäste schöne Grüße schickten. Äpfel und Öl kosten mehr, sagt der Händler.\n", "windows-1252 cp850 macintosh"},
	{"Italian", "La città è lontana, però più grande di così non si può. Perché non è venuto? La verità è che non c'è libertà.\n", "windows-1252 cp850"},
	{"Swedish", "Där är ån, sade hon, och över ön låg dimman. Båten går först när någon frågar efter den.\n", "windows-1252 cp850 macintosh"},
	{"Finnish", "Hän sanoi: ”Tänään on jäätävä yö.” Sää ei ole muuttunut, mutta järvi on jäässä. ”Lähdetään”, vastasi äiti.\n", "windows-1252"},
	{"Estonian", "Põhjatuul puhus üle sõja ja õhtu jõudis. Öö oli külm, kuid õues põles tuli ja mõni lõi trummi.\n", "windows-1252 cp850"},
	{"Catalan", "La història d'aquesta acció és llarga; però qui sap què passarà després, quan l'espanyol i l'avi siguin més àgils?\n", "windows-1252"},
	{"Hungarian", "A régi könyvtár előtt két öreg fűzfa állt. A szerződést később írták alá, és a gyűlés erről nem döntött.\n", "windows-1250 iso-8859-2 cp852"},
	{"Czech", "Označil jsem místo, kde řeka teče přes město, a něco, co není vidět. Můžete to říci dříve? Člověk vždy něco ztratí.\n", "windows-1250 iso-8859-2 cp852"},
	{"Slovak", "Môžem povedať, že kôň ešte nestál v tieni. Ľudia vždy hľadajú niečo, čo už majú, a žiadajú ďalšie.\n", "windows-1250 iso-8859-2 cp852"},
	{"Polish", "Sąd uznał, że umowę zawarto później, niż sądzono. Żaden świadek nie był obecny; cóż, rzeczywiście tak się zdarza.\n", "windows-1250 iso-8859-2 cp852"},
	{"Romanian", "Cărţile şi hârtiile au fost găsite în pivniţă. Mâine vom şti dacă războiul a luat sfârşit şi ţara este în pace.\n", "windows-1250 iso-8859-2"},
	{"Croatian", "Večeras će doći čovjek koji može reći što će biti sutra. Đaci su čekali, a noć je već počela; riječ je o sreći.\n", "windows-1250 iso-8859-2"},
	{"Slovene", "Človek, ki čaka na začetek, že ve, koliko časa še ima. Večina jih je prišla zvečer in še nič niso rekli.\n", "windows-1250 cp852"},
	{"Turkish", "Bugün hava çok soğuktu; çocuklar dışarı çıkmadı. Kışın ışık azalır, ağaçlar yapraklarını döker ve gölün suyu değişir.\n", "windows-1254"},
	{"Russian", "Объявлено, что съезд состоится в марте; всё ещё неясно, кто на нём выступит. Эта фраза для проверки.\n", "windows-1251 koi8-r ibm866 iso-8859-5 x-mac-cyrillic"},
	{"Ukrainian", "Її брат приїхав до Києва влітку, і ще ніхто не знав, що він привіз. Є в цьому якась таємниця.\n", "windows-1251 koi8-u"},
	{"Serbian", "Његов брат је дошао у Ниш и донео књигу; људи су чекали да чују шта ће рећи о томе.\n", "windows-1251 iso-8859-5"},
	{"Macedonian", "Ќе дојде ли некој од луѓето што живеат таму? Ѕвездите се гледаат од нашата куќа секоја вечер.\n", "windows-1251"},
	{"Belarusian", "У гэтым доме жыў чалавек, які ведаў усё пра лес; яго імя ўжо ніхто не памятае.\n", "windows-1251"},
	{"Greek", "Άγνωστος έφερε το γράμμα στην πόλη και έφυγε αμέσως. Ήταν αργά όταν ήρθε η απάντηση από την Αθήνα.\n", "windows-1253 iso-8859-7"},
	{"Hebrew", "הספר נמצא על השולחן, אבל אף אחד לא קרא אותו. מחר נדע אם המכתב הגיע אל העיר.\n", "windows-1255"},
	{"Hebrew in English", "The letter begins with the words שלום רב לכם, and ends with מאת הספרן הראשי, as letters from the library did. Nothing else is known of the writer or of the year.\n", "windows-1255"},
	{"Arabic", "وصلت الرسالة إلى المدينة في المساء، ولم يعرف أحد من كتبها. سوف نعلم غدا إن كان الجواب قد جاء.\n", "windows-1256 iso-8859-6"},
	{"Persian", "نامه در شب به شهر رسيد و هيچ کس نمي دانست چه کسي آن را نوشته است.\n", "windows-1256"},
	{"Thai", "จดหมายมาถึงเมืองในตอนเย็น และไม่มีใครรู้ว่าใครเป็นคนเขียน พรุ่งนี้เราจะรู้คำตอบ\n", "windows-874"},
	{"Japanese", "手紙は夕方に町へ届いたが、だれが書いたのか知る人はいなかった。カタカナもある。\n", "shift_jis euc-jp iso-2022-jp"},
	{"Chinese", "信在傍晚送到城里，没有人知道是谁写的。明天我们就会知道回信有没有来。\n", "gb18030"},
	{"Chinese of Taiwan", "信在傍晚送到城裡，沒有人知道是誰寫的。明天我們就會知道回信有沒有來。\n", "big5"},
	{"Korean", "편지는 저녁에 도시에 도착했지만 누가 썼는지 아는 사람은 없었다. 내일 답장이 오는지 알게 된다.\n", "euc-kr"},
}

// TestCharsetOfLanguages tells every charset that is told by its bytes, by two sentences
// and by many.
func TestCharsetOfLanguages(t *testing.T) {
	for _, l := range languages {
		for charset := range strings.FieldsSeq(l.charsets) {
			for _, times := range []int{1, 20} {
				want := strings.Repeat(l.text, times)
				if got, name := read(t, encoded(t, charset, want), ""); got != want {
					t.Errorf("%s in %s × %d is read as %s: %.80q", l.name, charset, times, name, got)
				}
			}
		}
	}
}

// TestCharsetOfUTF16 reads UTF-16 of both orders, with and without the mark that shows it.
func TestCharsetOfUTF16(t *testing.T) {
	texts := []string{"A hundred and 100 more, of 2000 and 10,000.\nNo others than 300.\n"}
	for _, l := range languages {
		texts = append(texts, l.text)
	}
	for _, text := range texts {
		for _, charset := range []string{"utf-16le", "utf-16be"} {
			for _, mark := range []string{"", "\ufeff"} {
				if got, name := read(t, encoded(t, charset, mark+text), ""); got != text || name != charset {
					t.Errorf("%.20q in %s after %q is read as %s: %.60q", text, charset, mark, name, got)
				}
			}
		}
	}
}

func encoded(t testing.TB, charset, text string) []byte {
	t.Helper()
	enc, _, err := lookup(charset)
	if err != nil {
		t.Fatal(err)
	}
	if enc == nil {
		return []byte(text)
	}
	b, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t testing.TB, b []byte, charset string) (text, name string) {
	t.Helper()
	r, name, err := FromBytes("x.txt", b, DefaultLimits()).Text(charset)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if late, ok := r.(interface{ Charset() string }); ok {
		name = late.Charset()
	}
	return string(got), name
}

func TestCharsetDetected(t *testing.T) {
	for _, tt := range []struct{ charset, text string }{
		{"utf-8", french + russian},
		{"utf-16le", french},
		{"utf-16be", german},
		{"utf-16le", russian},
		{"utf-16be", chinese + "\n"},
		{"utf-32le", french},
		{"windows-1252", french},
		{"windows-1252", german},
		{"windows-1252", spanish},
		{"windows-1252", danish},
		{"windows-1252", quotations},
		{"windows-1250", polish},
		{"windows-1250", polishPlain},
		{"iso-8859-2", polish},
		{"iso-8859-2", polishPlain},
		{"cp852", polishPlain},
		{"iso-8859-2", czech},
		{"windows-1250", hungarian},
		{"windows-1254", turkishText},
		{"cp850", german},
		{"cp850", danish},
		{"cp850", frenchASCII},
		{"windows-1252", frenchASCII},
		{"windows-1252", icelandic},
		{"windows-1252", portuguese},
		{"windows-1252", superscripts},
		{"windows-1252", "Café and no more.\n"},
		{"cp850", "Café and no more.\n"},
		{"windows-1250", czech},
		{"windows-1251", russian},
		{"koi8-r", russian},
		{"ibm866", russian},
		{"windows-1251", ukrainian},
		{"windows-1251", bulgarian},
		{"windows-1251", serbian},
		{"windows-1251", capitals},
		{"koi8-r", capitals},
		{"koi8-u", ukrainian},
		{"iso-8859-5", russian},
		{"iso-8859-5", serbian},
		{"x-mac-cyrillic", russian},
		{"windows-1253", greek},
		{"windows-1256", arabicText},
		{"iso-8859-6", arabicText},
		{"windows-874", thaiText},
		{"windows-1255", hebrew},
		{"shift_jis", nihongo},
		{"euc-jp", nihongo},
		{"shift_jis", nihongoNews},
		{"euc-jp", nihongoNews},
		{"iso-2022-jp", nihongo},
		{"gb18030", chinese},
		{"big5", taiwanese},
		{"euc-kr", koreanText},
	} {
		for _, times := range []int{3, 40} {
			want := strings.Repeat(tt.text, times)
			got, name := read(t, encoded(t, tt.charset, want), "")
			if strings.TrimPrefix(got, "\ufeff") != want {
				t.Errorf("%s %q × %d is read as %s: %.60q", tt.charset, tt.text[:20], times, name, got)
			}
		}
	}
}

// Half a line is enough to tell a script by.
func TestCharsetOfFewWords(t *testing.T) {
	for _, tt := range []struct{ charset, text string }{
		{"windows-1252", "the last word is café"},
		{"utf-8", "the last word is café"},
		{"windows-1251", "переговоры отложены"},
		{"koi8-r", "переговоры отложены"},
		{"windows-1253", "η συνθήκη υπογράφηκε"},
		{"windows-1255", "בראשית ברא אלהים"},
		{"windows-1256", "تأجلت المفاوضات"},
		{"windows-874", "การเจรจาถูกเลื่อน"},
		{"shift_jis", "交渉は延期された。"},
		{"gb18030", "我们今天讨论历史问题"},
		{"big5", "我們今天討論歷史問題"},
		{"euc-kr", "오늘 역사의 문제를"},
	} {
		if got, name := read(t, encoded(t, tt.charset, tt.text), ""); got != tt.text {
			t.Errorf("%s is read as %s: %q", tt.charset, name, got)
		}
	}
}

func TestCharsetMarks(t *testing.T) {
	for _, tt := range []struct{ in, want, charset string }{
		{"\ufeffa\n", "a\n", ""},
		{"\xff\xfea\x00\n\x00", "a\n", "utf-16le"},
		{"\xfe\xff\x00a\x00\n", "a\n", "utf-16be"},
		{"\xff\xfe\x00\x00a\x00\x00\x00", "a", "utf-32le"},
		{"\xff\xfea\x00\x00\xd8b\x00\x00\xdcc\x00A", "a\ufffdb\ufffdc\ufffd", "utf-16le"},
	} {
		if got, name := read(t, []byte(tt.in), ""); got != tt.want || name != tt.charset {
			t.Errorf("%q is read as %q in %q; want %q in %q", tt.in, got, name, tt.want, tt.charset)
		}
	}
}

func TestCharsetNamed(t *testing.T) {
	if got, name := read(t, []byte("\xb9 \xea"), "iso-8859-2"); got != "š ę" || name != "iso-8859-2" {
		t.Errorf("read as %q in %q", got, name)
	}
	if got, name := read(t, []byte("\ufeffä"), "UTF-8"); got != "ä" || name != "" {
		t.Errorf("read as %q in %q", got, name)
	}
	for _, tt := range []struct{ charset, in, want, name string }{
		{"utf-16", "\xfe\xff\x00a", "a", "utf-16be"},
		{"utf-16le", "\xff\xfea\x00", "a", "utf-16le"},
		{"utf-16be", "\xfe\xff\x00a", "a", "utf-16be"},
		{"utf-16be", "\x00a", "a", "utf-16be"},
		{"utf-32", "\x00\x00\xfe\xff\x00\x00\x00a", "a", "utf-32be"},
		{"utf-8", "\xff\xfea\x00", "a", "utf-16le"},
		{"windows-1252", "\xfe\xff", "þÿ", "windows-1252"},
	} {
		if got, name := read(t, []byte(tt.in), tt.charset); got != tt.want || name != tt.name {
			t.Errorf("%q as %s is read as %q in %q", tt.in, tt.charset, got, name)
		}
	}
	for _, name := range []string{"no-such", "iso-2022-kr"} { // of which the second is never decoded
		_, _, err := FromBytes("x", []byte("a"), DefaultLimits()).Text(name)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A byte that is not ASCII may come late.
func TestCharsetLate(t *testing.T) {
	long := strings.Repeat("All of this is plain.\n", 10_000)
	for _, tt := range []struct{ charset, text string }{
		{"windows-1252", french}, {"utf-8", french}, {"koi8-r", russian}, {"utf-8", "plain"},
	} {
		want := long + strings.Repeat(tt.text, 3)
		_, wantName, _ := lookup(tt.charset)
		if got, name := read(t, encoded(t, tt.charset, want), ""); got != want || name != wantName {
			t.Errorf("%s is read as %s: %.80q", tt.charset, name, got[min(len(got), len(long)):])
		}
		b := encoded(t, tt.charset, want)
		l := &lateReader{src: iotest.OneByteReader(bytes.NewReader(b)), size: func(int64) int64 { return int64(len(want)) }, end: func() int64 { return int64(len(b)) }}
		if got, err := io.ReadAll(l); err != nil || string(got) != want {
			t.Errorf("%s byte by byte: %v, %d bytes", tt.charset, err, len(got))
		}
	}
}

// TestCharsetLateInAStream tells the charset of a stream, whose size is not known when
// its first bytes are looked at, by as much as of a file.
func TestCharsetLateInAStream(t *testing.T) {
	long := strings.Repeat("All of this is plain.\n", 10_000)
	more := make(chan struct{})
	stream := io.MultiReader(strings.NewReader(long), waiting(more), bytes.NewReader(encoded(t, "koi8-r", russian)))
	in := FromStream("-", stream, DefaultLimits())
	r, _, err := in.Text("")
	if err != nil {
		t.Fatal(err)
	}
	close(more)
	if _, err := in.Whole(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(iotest.OneByteReader(r))
	if err != nil || string(got) != long+russian {
		t.Errorf("%v, ends in %q", err, got[min(len(got), len(long)):])
	}
}

// A waiting reader is empty, and says so when its channel is closed.
type waiting chan struct{}

func (w waiting) Read([]byte) (int, error) {
	<-w
	return 0, io.EOF
}

func TestDamagedUTF8(t *testing.T) {
	in := strings.Repeat("Good “utf-8” line\n", 50) + "Bad \x931252\x94 line\n" + strings.Repeat("Good again é\n", 50)
	if got, name := read(t, []byte(in), ""); name != "" || got != in {
		t.Errorf("read in %q", name)
	}
}

func TestNotText(t *testing.T) {
	noise := make([]byte, 1<<20)
	rand.New(rand.NewSource(1)).Read(noise)
	for name, b := range map[string][]byte{
		"noise":   noise,
		"program": append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 4096)...),
		"zeros":   make([]byte, 100),
		"png":     []byte("\x89PNG\r\n\x1a\n and so on"),
		"gzip":    []byte("\x1f\x8b\x08\x00 and so on"),
	} {
		_, _, err := FromBytes(name, b, DefaultLimits()).Text("")
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), "is not text") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	long := strings.Repeat("Some pages of it are marked by controls.\n", 100)
	for _, in := range []string{strings.Repeat("a\x00b\x00\x00c\n", 1000), strings.Repeat("\x1b[31mred\x07\n", 20), "\f", strings.Repeat("\x01page\x02\n", 10) + long} {
		if got, _ := read(t, []byte(in), ""); got != in {
			t.Errorf("%.20q is read as %.20q", in, got)
		}
	}
}

// TestNoUTF16 takes no text for UTF-16 that holds halves of its pairs.
func TestNoUTF16(t *testing.T) {
	pairs, halves := bytes.Repeat([]byte("a\x00 \x00\x3d\xd8\x00\xde"), 100), bytes.Repeat([]byte("a\x00 \x00\x3d\xd8"), 100)
	if _, name, _ := unicodeOf(pairs); name != "utf-16le" {
		t.Errorf("text with pairs is read in %q", name)
	}
	if _, name, ok := unicodeOf(halves); ok {
		t.Errorf("text with halves is read in %q", name)
	}
}

func FuzzText(f *testing.F) {
	for _, c := range []string{"utf-16le", "koi8-r", "shift_jis", "windows-1252"} {
		enc, _ := htmlindex.Get(c)
		b, _ := enc.NewEncoder().Bytes([]byte("Après l’été"))
		f.Add(b)
	}
	f.Add([]byte("plain, then \xe9t\xe9"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, _, err := FromBytes("x", b, DefaultLimits()).Text("")
		if err != nil {
			return
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			t.Fatal(err)
		}
	})
}
