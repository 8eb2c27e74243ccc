// Package directory holds genuine numbers of police, missions, anti-fraud lines and campuses: how
// to reach each from where you are, who printed it and when, and which numbers must never be shown.
//
// The promise has four parts. A number is shown only with its source and date. A short number
// (911, 110, 12308 ...) is never written in international form. A number on the deny list is never
// handed out as help. And a match proves nothing about a caller: caller ID can be forged, so a
// Standing of "genuine" says "this office exists", never "this call is real".
//
// # The data
//
// Load reads a folder with one file a country (ca.jsonl, lower-case ISO 3166 code), denied.jsonl
// and officials.json; cities.json, where there, names cities in other languages. A .jsonl file has one entry a line, sorted by id. The keys of an entry:
//
//	id                  stable, lower-case: "ca-calgary-police"
//	org                 the office in English, as its source names it
//	names               {"en": "...", "zh-Hans": "..."} short names people recognise; en is required
//	kind                police emergency embassy consulate consular_hotline antifraud university telecom
//	country             where the line is answered: "CA"
//	serves              missions and consular hotlines: whose citizens, "CN"
//	region, city        as the source gives them; places lists neighbouring towns it also covers
//	e164                "+14032661234", or "" when there is no form that crosses borders
//	local               what to type inside the country; ext is an extension after it
//	short               a shorter form that works inside the country only (beside a full number)
//	short_code          true when the whole entry is such a short number
//	calling_code        only when e164 does not begin with the country's own code: "800"
//	from_abroad         "yes" the source prints an international form, "no", or "unknown"
//	for_callers_abroad  true when the line is meant for callers outside the country
//	e164_derived        true when the country code was added by us, not printed by the source
//	calls_out           "never", "may" or "unknown"; required on consular hotlines
//	hours               "24h", "Mon-Fri 08:00-20:00", "office_hours", "outside_office_hours", "duty_line"
//	languages           those the source states, as tags
//	source, source_date page, and the day, month or year it bears ("2024-10-26", "2024-10", "2024")
//	official_source     true when that page is the office's own, a mission's or a government's
//	also                further pages, [{"source","source_date","adds"}]; adds says which fact they carry
//	conflict            where sources differ or raise a doubt, in our words
//	notes               keys of wording, see the Note constants
//	reason              denied entries: not_theirs, disused, spoofed_caller_id
//	status              listed | undated | superseded | denied
//
// Only listed entries are shown. A denied number stays denied when its page bears no date. An undated
// one waits for a dated source; a superseded one answers
// only the reverse look-up ("an old number of ..."). Two sources that agree share an entry; two that
// differ stay apart, each with a conflict.
//
// A denied entry with the reason spoofed_caller_id is, in truth, an office's own line that callers
// have shown on false displays. It is kept from help all the same, and Standing reports it as
// "reported", not as "denied".
//
// What does not live here: the sentences people read (data/wording), numbers taken from reports
// (room indicator), and what a verdict makes of a match (room check).
package directory
