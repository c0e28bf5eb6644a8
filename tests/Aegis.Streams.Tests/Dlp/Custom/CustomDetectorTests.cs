using System.Text;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;
using Aegis.Streams.Policy;
using Aegis.Streams.Tests.Dlp.Profiles;

namespace Aegis.Streams.Tests.Dlp.Custom;

public sealed class CustomDetectorTests
{
    private const string Falcon = "terms: [Falcon, Project Nine Lives, Müller GmbH]";

    [Theory]
    [InlineData("the falcon flies", "the [CUSTOM:x] flies")]
    [InlineData("FALCON, Falcon", "[CUSTOM:x], [CUSTOM:x]")]
    [InlineData("project-nine_lives", "[CUSTOM:x]")]
    [InlineData("Project  Nine\u00a0Lives!", "[CUSTOM:x]!")]
    [InlineData("Mueller GmbH, Müller GmbH, Mu\u0308ller GmbH", "Mueller GmbH, [CUSTOM:x], [CUSTOM:x]")]
    [InlineData("fal\u200bcon ｆａｌｃｏｎ f\u00adalcon", "[CUSTOM:x] [CUSTOM:x] [CUSTOM:x]")]
    [InlineData("falc%6Fn &#102;alcon", "[CUSTOM:x] [CUSTOM:x]")]
    [InlineData("to ZmFsY29uIGlzIGhlcmUgbm93", "to [CUSTOM:x]")]
    [InlineData("falcons falcon7 xfalcon project nine nine lives", "falcons falcon7 xfalcon project nine nine lives")]
    [InlineData("project / . / nine lives", "project / . / nine lives")]
    [InlineData("[CUSTOM:falcon] [CUSTOM:falcon_2]", "[CUSTOM:falcon] [CUSTOM:falcon_2]")]
    public void Terms_AreFoundAsWholeWordsHoweverTheyAreWritten(string text, string expected)
    {
        Assert.Equal($"\"{expected}\"\n", Csv(Falcon, "note", $"\"{text}\"\n"));
        Assert.Equal($"{{\"note\":\"{expected}\"}}", Json(Falcon, $"{{\"note\":\"{text}\"}}"));
        Assert.Equal(expected, OfText(Falcon, text));
    }

    [Fact]
    public void OverlappingTerms_LeaveNothingOfEither() => Assert.Equal("\"[CUSTOM:x], a c, [CUSTOM:x]\"\n", Csv("terms: [a b, b c]", "note", "\"a b c, a c, b c\"\n"));

    [Theory]
    [InlineData("""{"falcon":1,"a":["x","falcon"]}""", """{"[CUSTOM:x_1]":1,"a":["x","[CUSTOM:x]"]}""")]
    [InlineData("""{"a":"\u0066alcon","b":"{\"c\":\"falcon\"}"}""", """{"a":"[CUSTOM:x]","b":"{\"c\":\"[CUSTOM:x]\"}"}""")]
    public void Terms_AreFoundInNamesAndEscapes(string json, string expected) => Assert.Equal(expected, Json(Falcon, json));

    [Theory]
    [InlineData("PRJ-1234, PRJ-12345678", "[CUSTOM:x], [CUSTOM:x]")]
    [InlineData("xPRJ-1234 PRJ-123 PRJ-123456789 PRJ-1234a prj-1234", "xPRJ-1234 PRJ-123 PRJ-123456789 PRJ-1234a prj-1234")]
    [InlineData("PRJ\u20101234 ＰＲＪ-1234 P\u200bRJ-1234", "[CUSTOM:x] [CUSTOM:x] [CUSTOM:x]")]
    [InlineData("(PRJ-1234)", "([CUSTOM:x])")]
    public void Pattern_MatchesWholeWords(string text, string expected)
    {
        const string Keys = "pattern: 'PRJ-[0-9]{4,8}'";

        Assert.Equal($"\"{expected}\"\n", Csv(Keys, "note", $"\"{text}\"\n"));
        Assert.Equal($"{{\"note\":\"{expected}\"}}", Json(Keys, $"{{\"note\":\"{text}\"}}"));
    }

    [Theory]
    [InlineData("pattern: '[0-9]{8}', check: luhn", "12345674, 12345678", "[CUSTOM:x], 12345678")]
    [InlineData("pattern: '[0-9]{4}', check: verhoeff", "1234, 2363, 2364", "1234, [CUSTOM:x], 2364")]
    [InlineData("pattern: 'C[0-9]{2}[A-Z]{3}', check: mod97", "C77ABC C78ABC", "C77ABC C78ABC")]
    public void Check_MustHoldOfTheMatch(string keys, string text, string expected) => Assert.Equal($"\"{expected}\"\n", Csv(keys, "note", $"\"{text}\"\n"));

    [Theory]
    [InlineData("""{"projectCode":"ab 1","project_code":17,"Project-Code":["p","q"],"code":"ab 1"}""", """{"projectCode":"[CUSTOM:x]","project_code":"[CUSTOM:x]","Project-Code":["[CUSTOM:x]","[CUSTOM:x]"],"code":"ab 1"}""")]
    [InlineData("""{"project\u0043ode":"ab 1","project code":{"value":"x","note":"y"},"projectCode":""}""", """{"project\u0043ode":"[CUSTOM:x]","project code":{"value":"[CUSTOM:x]","note":"y"},"projectCode":""}""")]
    public void Keys_NameWholeValues(string json, string expected) => Assert.Equal(expected, Json("keys: project code", json));

    [Fact]
    public void Columns_NameWholeCells() => Assert.Equal("1,[CUSTOM:x],x\n2,,y\n3,\"[CUSTOM:x]\",z\n", Csv("keys: [Projekt-Code]", "id,PROJEKT CODE,note", "1,A b,x\n2,,y\n3,\"a, b\",z\n"));

    [Theory]
    [InlineData("mask", "******")]
    [InlineData("replace_numbered", "[CUSTOM:x_1]")]
    [InlineData("drop", "")]
    public void Operator_IsThatOfTheProfile(string one, string expected) => Assert.Equal($"1,{expected},x\n", Text(Redactor("terms: falcon", RecordFormat.Csv, "id,a,b", one).Redact("1,falcon,x\n"u8)));

    [Fact]
    public void Finding_HasItsNameInCounts()
    {
        var result = Redactor(Falcon, RecordFormat.Csv, "id,note", "block").Redact("1,falcon\n2,a@acme.example falcon\n"u8);

        Assert.Equal("2 CUSTOM:x, 1 EMAIL", ProfileScene.Counts(result));
        Assert.Equal(2, result.Blocked);
        Assert.True(result.IsBlocked);
    }

    [Fact]
    public void AllowedValue_IsLetThrough() => Assert.Equal("1,Falcon [CUSTOM:x]\n", Text(Redactor("terms: [falcon, eagle]", RecordFormat.Csv, "id,note", "replace", ", allow: falcon").Redact("1,Falcon eagle\n"u8)));

    [Theory]
    [InlineData(RecordFormat.Csv)]
    [InlineData(RecordFormat.JsonLines)]
    public void WhatWasRedacted_IsFoundNoMore(RecordFormat format)
    {
        var random = new Random(7);
        string[] words = ["falcon", "Project Nine Lives", "PRJ-1234", "x", "nine", "lives", "a@acme.example", "müller gmbh", "[CUSTOM:x]", "project"];
        foreach (var one in (string[])["replace", "hash", "replace_numbered", "drop"])
        {
            var redactor = Redactor("terms: [Falcon, Project Nine Lives, Müller GmbH], pattern: 'PRJ-[0-9]{4}', keys: code", format, "code,note", one);
            for (var i = 0; i < 300; i++)
            {
                var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]));
                var row = format == RecordFormat.Csv ? $"{text},{text}\n" : $"{{\"code\":\"{text}\",\"note\":\"{text}\"}}\n";
                var output = redactor.Redact(Encoding.UTF8.GetBytes(row)).Output.ToArray();

                Assert.Empty(redactor.Redact(output).Counts);
                foreach (var term in (string[])["falcon", "nine lives", "PRJ-1234", "gmbh"])
                    if (term != "nine lives") Assert.DoesNotContain(term, Encoding.UTF8.GetString(output), StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void TermOverTheEndOfAWindow_IsFoundOnce()
    {
        foreach (var before in Enumerable.Range(0, 40))
        {
            var filler = new string('-', before) + "\n";
            Assert.Equal(filler + "on [CUSTOM:x] and [CUSTOM:x]\n", OfText(Falcon, filler + "on Project\nNine Lives and fal\u200bcon\n", 8));
        }
    }

    [Fact]
    public void Scan_AllocatesNothing()
    {
        var profile = Profile("terms: [Falcon, Project Nine Lives], pattern: 'PRJ-[0-9]{4}', keys: code");
        var scanner = new DlpScanner(new ScanOptions(profile.Entities, 2026) { Custom = profile.Compiled.Custom });
        var json = """{"code":"x","note":"the falcon of project nine lives PRJ-1234","n":17,"m":"m\u00fc"}"""u8.ToArray();
        for (var i = 0; i < 50; i++) Assert.Equal(4, scanner.ScanJson(json).Findings.Length);

        Assert.Equal(0, Allocation.Least(() =>
        {
            for (var i = 0; i < 100; i++) scanner.ScanJson(json);
        }));
    }

    private static string Csv(string keys, string header, string rows) => Text(Redactor(keys, RecordFormat.Csv, header).Redact(Encoding.UTF8.GetBytes(rows)));

    private static string Json(string keys, string rows) => Text(Redactor(keys, RecordFormat.JsonLines).Redact(Encoding.UTF8.GetBytes(rows)));

    private static string Text(RowRedaction result) => ProfileScene.Text(result);

    private static string OfText(string keys, string text, int windowBytes = 1 << 16)
    {
        var (profile, bytes, output) = (Profile(keys), Encoding.UTF8.GetBytes(text), new System.Buffers.ArrayBufferWriter<byte>());
        var redactor = new StreamRedactor(profile.PlanWith(default), RecordFormat.Text);
        var options = new StreamScanOptions(new SplitOptions { WindowBytes = windowBytes }, new ScanOptions(default, 2026)) { Profile = profile };
        new StreamScanner(options).Scan(new MemoryStream(bytes), scanned => Assert.True(redactor.Rewrite(scanned, output)), CancellationToken.None);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static RowRedactor Redactor(string keys, RecordFormat format, string header = "", string one = "replace", string more = "") =>
        new(Profile(keys, one, more), new RowLayout(format) { Header = Encoding.UTF8.GetBytes(header) }, 2026, new byte[16]);

    private static RecordProfile Profile(string keys, string one = "replace", string more = "")
    {
        var text = $"apiVersion: aegis/v1\nkind: Policy\nname: p\nrules:\n  - {{id: r, effect: sanitize, dlp: {{profile: lists}}, what: {{tools: crm}}}}\ndlp_detectors:\n  - {{name: x, {keys}}}\ndlp_profiles:\n  - {{name: lists, entities: EMAIL, detectors: {{x: {one}}}{more}}}\n";
        var loading = PolicyLoader.Load([new PolicySource("p.yaml", text)]);
        Assert.Empty(loading.Errors.Select(error => error.ToString()));
        return RecordProfile.Find(loading.Snapshot!, "lists")!;
    }
}
