using System.Net;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Outcome;
using Aegis.Streams.Pipeline;
using CsCheck;

namespace Aegis.Streams.Tests.Pipeline;

/// <summary>Plants values in parameters, in every place and spelling, and looks for them in everything that leaves the pipeline.</summary>
public sealed class DlpCanaryTests
{
    private const string Demand = "{id: mask, effect: sanitize, dlp: {profile: x}}";

    private static readonly string[] Canaries =
    [
        "anna.schmidt@canary.at", "+43 664 9876543", "+1 (415) 555-2671", "4539 1488 0343 6467", "AT61 1904 3002 3457 3201", "536-90-4399", "sk_live" + "_4eC39HqLyjWDarjtT1zdp7dc", "203.0.113.77",
    ];

    private static readonly (string Canary, string Packed, string[] Pieces)[] Sought = [.. Canaries.Select(canary => (canary, Pack(canary), Pieces(Pack(canary)).ToArray()))];

    private static readonly string[] Operators = ["replace", "replace_numbered", "mask", "hash", "block"];

    /// <summary>Spells a string of JSON in one of the ways there are for names and values.</summary>
    private static readonly Gen<Func<string, string>> AnySpellingOfNames = Gen.OneOf<Func<string, string>>(
        text => JsonSerializer.Serialize(text),
        text => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"",
        text => $"\"{text.Replace("@", "\\u0040", StringComparison.Ordinal).Replace("4", "\\u0034", StringComparison.Ordinal)}\"",
        text => JsonSerializer.Serialize(Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        text => JsonSerializer.Serialize(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        text => JsonSerializer.Serialize($"please write to {text} today"));

    /// <summary>Spells a value in one of the ways there are: JSON in a string, too.</summary>
    private static readonly Gen<Func<string, string>> AnySpelling = Gen.Frequency(
        (3, AnySpellingOfNames),
        (1, Gen.OneOf<Func<string, string>>(
            text => JsonSerializer.Serialize($"{{\"inner\": {JsonSerializer.Serialize(text)}}}"),
            text => JsonSerializer.Serialize(JsonSerializer.Serialize(new { deep = new[] { JsonSerializer.Serialize(new { deeper = text }) } })))));

    private static readonly Gen<string> AnyPlant = Gen.Select(
        Gen.Int[0, Canaries.Length - 1], AnySpelling, AnySpellingOfNames, Gen.Int[0, 5], (canary, spell, spellName, place) => Place(Canaries[canary], place == 2 ? spellName : spell, place));

    private static readonly Gen<string> AnyParameters = AnyPlant.Array[1, 6].Select(
        plants => $"{{\"sku\":\"SKU-000123\",{string.Join(',', plants.Select((plant, index) => $"\"f{(char)('a' + index)}\":{plant}"))}}}");

    [Fact]
    public void NoRecordHoldsACanary_HoweverItIsWrittenAndWhateverBecomesOfTheCall() =>
        Gen.Select(AnyParameters, Gen.OneOf(Operators), Gen.OneOf(WireFormat.Json, WireFormat.Protobuf), Gen.OneOf("", "{id: ask, effect: require_approval}\n", "{id: never, effect: forbid}\n"))
            .Sample(
                (parameters, word, wire, rule) =>
                {
                    var scene = DlpScene.Of(rule + Demand, $"{{name: x, operator: {word}}}", wire);
                    var first = scene.Process(parameters);
                    scene.State.Commit();
                    var second = scene.Process(parameters, offset: 8);

                    Assert.Null(first.Fault);
                    Assert.Equal(PipelineDisposition.Replayed, second.Disposition);
                    Assert.NotEqual(DecisionOutcome.Allow, first.Decision!.Outcome);
                    AssertNoCanary(first.Records.Concat(second.Records), parameters, word);
                    AssertNoCanary(first.Decision, parameters, word);
                },
                iter: 2_000);

    [Fact]
    public void Search_FindsWhatIsThere() => Assert.All(
        (string[])["a anna.schmidt@canary.at b", "anna.schmidt%40canary.at", "anna.schmidt\\u0040canary.at", "+43-664-987-6543", "4539148803436467", "anna.schmidt&#64;canary.at", "parameters.YW5uYS5zY2htaWR0QGNhbmFyeS5hdA", "\"NTM2LTkwLTQzOTk=\""],
        text => Assert.NotNull(FindCanary(text, "replace")));

    private static string Place(string canary, Func<string, string> spell, int place)
    {
        var digits = string.Concat(canary.Where(char.IsAsciiDigit));
        return place switch
        {
            0 => spell(canary),
            1 => $"[1,{{\"note\":{spell(canary)}}}]",
            2 => $"{{{spell(canary)}:true}}",
            3 => $"[[[{spell(canary)},null]]]",
            4 when canary[0] == '4' => $"{{\"credit_card\":{digits}}}",
            5 when canary[0] == '5' => $"{{\"ssn\":{digits}}}",
            _ => $"{{\"a\":{{\"b\":{{\"c\":{spell(canary)}}}}}}}",
        };
    }

    private static void AssertNoCanary(IEnumerable<OutboundRecord> records, string parameters, string word)
    {
        foreach (var record in records)
        {
            // What a decoder of the contract sees, and the bytes themselves.
            var texts = new List<string> { Encoding.UTF8.GetString(record.Value!), Encoding.UTF8.GetString(record.Key!) };
            texts.AddRange(record.Headers.Select(header => Encoding.UTF8.GetString(header.Value ?? [])));
            foreach (var text in texts) Assert.True(FindCanary(text, word) is not { } found, $"{record.Topic} holds {FindCanary(text, word)} of {parameters} under {word}");
        }
    }

    private static void AssertNoCanary(Decision decision, string parameters, string word) =>
        Assert.True(FindCanary(DlpScene.Sanitized(decision), word) is not { } found, $"the sanitized parameters hold {FindCanary(DlpScene.Sanitized(decision), word)} of {parameters} under {word}: {DlpScene.Sanitized(decision)}");

    private static string? FindCanary(string text, string word)
    {
        foreach (var decoded in Decodings(text).Distinct())
        {
            var packed = Pack(decoded);
            foreach (var (canary, whole, pieces) in Sought)
            {
                // A mask leaves the domain of a mail address, and the last digits; everything else leaves no piece.
                if (packed.Contains(whole, StringComparison.Ordinal) || (word != "mask" && pieces.Any(piece => packed.Contains(piece, StringComparison.Ordinal)))) return canary;
            }
        }

        return null;
    }

    private static IEnumerable<string> Decodings(string text)
    {
        for (var level = 0; level < 5; level++)
        {
            yield return text;
            yield return WebUtility.UrlDecode(text.Replace("+", "%2b", StringComparison.Ordinal));
            yield return WebUtility.HtmlDecode(text);
            yield return string.Join('\n', System.Text.RegularExpressions.Regex.Matches(text, "[A-Za-z0-9+/_-]{8,}").Select(run => OfBase64(run.Value)));
            text = System.Text.RegularExpressions.Regex.Replace(text, @"\\(?:u([0-9a-fA-F]{4})|(.))", match => match.Groups[1].Success ? ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString() : match.Groups[2].Value);
        }
    }

    private static string OfBase64(string run)
    {
        var padded = run[..(run.Length - (run.Length % 4 == 1 ? 1 : 0))].Replace('-', '+').Replace('_', '/');
        return Encoding.Latin1.GetString(Convert.FromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '=')));
    }

    private static IEnumerable<string> Pieces(string packed) => Enumerable.Range(0, packed.Length - 7).Select(start => packed.Substring(start, 8));

    private static string Pack(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
