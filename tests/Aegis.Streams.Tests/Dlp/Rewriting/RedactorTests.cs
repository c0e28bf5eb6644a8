using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Aegis.Streams.Cli.Bench.Labelled;
using Aegis.Streams.Cli.Bench.Labelled.Csv;
using Aegis.Streams.Dlp;
using Aegis.Streams.Dlp.Rewriting;
using CsCheck;

namespace Aegis.Streams.Tests.Dlp.Rewriting;

/// <summary>What holds of any text that was rewritten: nothing sensitive is left in it, and nothing else is changed.</summary>
public sealed class RedactorTests
{
    private const int Iterations = 1_500;

    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of tests only");

    private static readonly RedactionPlan[] Plans =
    [
        PlanOf(RedactionOperator.Replace), PlanOf(RedactionOperator.ReplaceNumbered), PlanOf(RedactionOperator.Hash), PlanOf(RedactionOperator.Mask),
        new(RedactionOperator.Mask) { Keep = new MaskKeep(MaskKeep.Most, MaskKeep.Most) }, new(RedactionOperator.Mask) { Keep = new MaskKeep(MaskKeep.Most, 0) },
    ];

    [Fact]
    public void Text_HasNoFindingsLeft() => DlpTexts.TextsApart.Sample(
        readable =>
        {
            var text = Encoding.UTF8.GetBytes(readable);
            foreach (var plan in Plans)
            {
                var output = Rewrite(plan, text, new DlpScanner(Found.Options).ScanText(text).Findings, isJson: false);
                AssertNothing(new DlpScanner(Found.Options).ScanText(output), text, output, plan);
            }
        },
        iter: Iterations);

    [Fact]
    public void Json_HasNoFindingsLeftAndTheSameStructure() => DlpTexts.JsonApart.Sample(
        json =>
        {
            var text = Encoding.UTF8.GetBytes(json);
            foreach (var plan in Plans)
            {
                var output = Rewrite(plan, text, new DlpScanner(Found.Options).ScanJson(text).Findings, isJson: true);
                AssertNothing(new DlpScanner(Found.Options).ScanJson(output), text, output, plan);
                AssertSameShape(text, output);
            }
        },
        iter: Iterations);

    [Fact]
    public void Records_HaveNoFindingsLeftAndTheSameCells() => DlpTexts.RecordsApart.Sample(
        records =>
        {
            var text = Encoding.UTF8.GetBytes(records);
            foreach (var plan in Plans)
            {
                var scanner = new DlpScanner(Found.Options);
                scanner.ReadHeader("phone,ssn,notes,password,email"u8, (byte)',');
                var output = Rewrite(plan, text, scanner.ScanRecords(text).Findings, isJson: false);
                Assert.True(CellsOf(records).SequenceEqual(CellsOf(Encoding.UTF8.GetString(output))), $"{records}\n{Encoding.UTF8.GetString(output)}");
                AssertNothing(scanner.ScanRecords(output), text, output, plan);
            }
        },
        iter: Iterations);

    [Fact]
    public void JsonOfAnyValues_HasTheSameStructure() => DlpTexts.Json.Sample(
        json =>
        {
            var text = Encoding.UTF8.GetBytes(json);
            foreach (var plan in Plans) AssertSameShape(text, Rewrite(plan, text, new DlpScanner(Found.Options).ScanJson(text).Findings, isJson: true));
        },
        iter: Iterations);

    [Fact]
    public void BytesBesideFindings_StayAsTheyAre() => DlpTexts.Any.Sample(
        text =>
        {
            var findings = new DlpScanner(Found.Options).ScanText(text).Findings.ToArray();
            var expected = new List<byte>();
            var at = 0;
            foreach (var finding in findings.Where(finding => !finding.Flags.HasFlag(FindingFlags.Secondary)))
            {
                expected.AddRange(text[at..finding.Start]);
                expected.AddRange(Encoding.ASCII.GetBytes($"[{DlpEntities.NameOf(finding.Entity)}]"));
                at = finding.Start + finding.Length;
            }

            expected.AddRange(text[at..]);
            Assert.Equal(expected, Rewrite(PlanOf(RedactionOperator.Replace), text, findings, isJson: false));
        },
        iter: Iterations);

    [Theory]
    [InlineData("csv")]
    [InlineData("intents")]
    [InlineData("text")]
    public void LabelledData_HasNoValueLeftInAnyForm(string kind)
    {
        var source = LabelledKinds.Open(kind, 41);
        var scanner = new DlpScanner(Found.Options);
        if (source is CsvSource csv) scanner.ReadHeader(csv.Header, (byte)csv.Variant.Delimiter);
        foreach (var document in source.Documents(400))
        {
            var findings = Scan(scanner, kind, document.Bytes).Findings.ToArray();
            foreach (var plan in Plans)
            {
                var output = Rewrite(plan, document.Bytes, findings, kind == LabelledKinds.Intents);
                AssertNothing(Scan(scanner, kind, output), document.Bytes, output, plan);
                if (kind == LabelledKinds.Intents) AssertSameShape(document.Bytes, output);
                var readable = Decoded(Encoding.UTF8.GetString(output));
                foreach (var truth in document.Truth)
                {
                    var isFound = Array.Exists(findings, finding => finding.Start <= truth.Start && finding.End >= truth.End);
                    if (isFound && readable.Contains(Decoded(truth.Value), StringComparison.Ordinal)) Assert.Fail($"{truth} is left by {plan.General} ({plan.Keep}) in {Encoding.UTF8.GetString(output)}");
                }
            }
        }
    }

    [Theory]
    [InlineData("8.8.4.4", "*.*.*.*")]
    [InlineData("512-43-7781", "***-**-7781")]
    [InlineData("4111 1111 1111 1111", "**** **** **** 1111")]
    [InlineData("ann.lee@acme.example", "***.***@acme.example")]
    [InlineData("+1 (415) 596-1111", "+* (***) ***-1111")]
    [InlineData("５１２-４３-７７８１", "***-**-7781")]
    [InlineData("born 1980-05-12", "born ****-**-**")]
    [InlineData("AKIAZ7QX2M4RTVB5KLWD", "********************")]
    [InlineData("2001:db8::8a2e:370:7334", "****:***::****:***:****")]
    public void Mask_KeepsLittle(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(Rewrite(PlanOf(RedactionOperator.Mask), bytes, new DlpScanner(Found.Options).ScanText(bytes).Findings, isJson: false)));
    }

    [Theory]
    [InlineData("{\"password\":\"4111111111111111\"}", "{\"password\":\"****************\"}")]
    [InlineData("{\"api_key\":\"DE89370400440532013000\"}", "{\"api_key\":\"**********************\"}")]
    [InlineData("{\"card\":[4111,1111,1111,1111]}", "{\"card\":[\"****\",\"****\",\"****\",\"****\"]}")]
    [InlineData("{\"phone\":{\"area\":\"415\",\"number\":\"5552671\"}}", "{\"phone\":{\"area\":\"***\",\"number\":\"*******\"}}")]
    [InlineData("{\"to\":\"joe@4111-1111-1111-1111.acme.com\"}", "{\"to\":\"********-****-****-****.****.***\"}")]
    [InlineData("{\"to\":\"joe@163.com\"}", "{\"to\":\"***@163.com\"}")]
    public void Mask_KeepsNothingOfWhatIsAlsoSomethingElse(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(Rewrite(PlanOf(RedactionOperator.Mask), bytes, new DlpScanner(Found.Options).ScanJson(bytes).Findings, isJson: true)));
    }

    [Theory]
    [InlineData("https://acme.com/x?api_key=Zx9Qw8Er7Ty6Ui5Op4 ok")]
    [InlineData("https://acme.com/x?ip=10.20.30.40 ok")]
    public void Mask_OfAnAddressKeepsNothingOfWhatIsInIt(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var output = Encoding.UTF8.GetString(Rewrite(PlanOf(RedactionOperator.Mask), bytes, new DlpScanner(Found.Everything).ScanText(bytes).Findings, isJson: false));
        Assert.Matches("^[*:/.?=_ ]+ ok$", output);
    }

    [Theory]
    [InlineData("NTEyLTQzLTc3ODE=", "****************")]
    [InlineData("x=5353203531322D34332D373738312E2020 y", "x=********************************** y")]
    [InlineData("5O2-43-7781", "***-**-7781")]
    public void Mask_KeepsNothingOfAnEncodedRun(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(Rewrite(PlanOf(RedactionOperator.Mask), bytes, new DlpScanner(Found.Everything).ScanText(bytes).Findings, isJson: false)));
    }

    [Theory]
    [InlineData("""{"a":"x {\"e\":\"ann\\u0040acme.example\"} ann@acme.example"}""", """{"a":"x {\"e\":\"[EMAIL_1]\"} [EMAIL_1]"}""")]
    public void ValueWithEscapesLeft_IsTheSameValue(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(Rewrite(PlanOf(RedactionOperator.ReplaceNumbered), bytes, new DlpScanner(Found.Options).ScanJson(bytes).Findings, isJson: true)));
    }

    [Fact]
    public void ValidText_StaysValid() => DlpTexts.Texts.Sample(
        readable =>
        {
            var text = Encoding.UTF8.GetBytes(readable);
            foreach (var plan in Plans)
            {
                var output = Rewrite(plan, text, new DlpScanner(Found.Everything).ScanText(text).Findings, isJson: false);
                Assert.True(Utf8.IsValid(output), $"{plan.General} ({plan.Keep}): {readable}");
            }
        },
        iter: Iterations);

    [Theory]
    [InlineData("""{"ssn":512437781}""", """{"ssn":"[US_SSN_1]"}""")]
    [InlineData("""{"a":"{\"ssn\":512437781}"}""", """{"a":"{\"ssn\":\"[US_SSN_1]\"}"}""")]
    [InlineData("""{"a":"{\"b\":\"[{\\\"ssn\\\":512437781}]\"}"}""", """{"a":"{\"b\":\"[{\\\"ssn\\\":\\\"[US_SSN_1]\\\"}]\"}"}""")]
    [InlineData("""["512-43-7781","512\u002d43 ","512\u002d43\u002d7781","513-43-7781"]""", """["[US_SSN_1]","512\u002d43 ","[US_SSN_1]","[US_SSN_2]"]""")]
    public void Json_IsRewrittenAtItsDepth(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Encoding.UTF8.GetString(Rewrite(PlanOf(RedactionOperator.ReplaceNumbered), bytes, new DlpScanner(Found.Options).ScanJson(bytes).Findings, isJson: true)));
    }

    [Fact]
    public void Block_DoesNotLetTheTextPass()
    {
        var text = "mail ann@acme.example"u8;
        Assert.False(new Redactor(new RedactionPlan(RedactionOperator.Block)).Rewrite(text, new DlpScanner(Found.Options).ScanText(text).Findings, isJson: false, new ArrayBufferWriter<byte>()));
    }

    private static ScanResult Scan(DlpScanner scanner, string kind, byte[] text) => kind switch
    {
        LabelledKinds.Text => scanner.ScanText(text),
        LabelledKinds.Intents => scanner.ScanJson(text),
        _ => scanner.ScanRecords(text),
    };

    private static RedactionPlan PlanOf(RedactionOperator one) => new(one, hashKey: Key);

    private static byte[] Rewrite(RedactionPlan plan, byte[] text, ReadOnlySpan<DlpFinding> findings, bool isJson)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(new Redactor(plan).Rewrite(text, findings, isJson, output));
        return output.WrittenSpan.ToArray();
    }

    private static void AssertNothing(ScanResult result, byte[] text, byte[] output, RedactionPlan plan)
    {
        if (result.Findings.Length > 0) Assert.Fail($"{plan.General} ({plan.Keep}) leaves {result.Findings[0]} in\n{Encoding.UTF8.GetString(output)}\nof\n{Encoding.UTF8.GetString(text)}");
    }

    private static void AssertSameShape(byte[] text, byte[] output)
    {
        using var before = JsonDocument.Parse(text);
        using var after = JsonDocument.Parse(output);
        Assert.Equal(ShapeOf(before.RootElement), ShapeOf(after.RootElement));
    }

    /// <summary>Writes the structure of a document; a number and a string are the same in it.</summary>
    private static string ShapeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', element.EnumerateObject().Select(member => ShapeOf(member.Value)))}}}",
        JsonValueKind.Array => $"[{string.Join(',', element.EnumerateArray().Select(ShapeOf))}]",
        JsonValueKind.Number or JsonValueKind.String => "v",
        var kind => kind.ToString(),
    };

    /// <summary>Counts the cells of each record (RFC 4180).</summary>
    private static List<int> CellsOf(string records)
    {
        var (counts, cells, isQuoted) = (new List<int>(), 1, false);
        foreach (var one in records)
        {
            if (one == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (one == ',') cells++;
            if (one != '\n') continue;
            counts.Add(cells);
            cells = 1;
        }

        return counts;
    }

    /// <summary>Undoes the escapes of JSON and of URLs as far as they go.</summary>
    private static string Decoded(string text)
    {
        for (var level = 0; level < 4; level++)
        {
            text = System.Text.RegularExpressions.Regex.Replace(text, @"\\u([0-9a-fA-F]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
            text = System.Text.RegularExpressions.Regex.Replace(text, @"\\([""\\/])", "$1");
        }

        return System.Net.WebUtility.HtmlDecode(text);
    }
}
