using System.Text;
using Aegis.Streams.Dlp.Profiles;
using Aegis.Streams.Dlp.Streaming;
using static Aegis.Streams.Tests.Dlp.Profiles.ProfileScene;

namespace Aegis.Streams.Tests.Dlp.Profiles;

public sealed class RowRedactorTests
{
    [Theory]
    [InlineData("operator: replace", "ann@acme.example;", "[EMAIL];")]
    [InlineData("operator: mask", "ann@acme.example;", "***@acme.example;")]
    [InlineData("operator: mask", "+1 415 226 0199;4111 1111 1111 1111;", "+* *** *** 0199;**** **** **** 1111;")]
    [InlineData("operator: mask, mask_keep: {first: 4, last: 4}", "+1 415 226 0199;4111 1111 1111 1111;", "+1 *** *** 0199;4111 **** **** 1111;")]
    [InlineData("operator: mask, mask_keep: {first: 2}", "+1 415 226 0199;ann@acme.example;", "+1 4** *** ****;***@acme.example;")]
    [InlineData("operator: mask, mask_keep: {last: 0}", "+1 415 226 0199;", "+* *** *** ****;")]
    [InlineData("operator: mask, mask_keep: {first: 4, last: 4}", "born 1980-03-12;key AKIAIOSFODNN7EXAMPLQ;from 203.0.114.77;", "born ****-**-**;key ********************;from ***.*.***.**;")]
    [InlineData("operator: replace_numbered", "ann@acme.example;ben@acme.example;ann@acme.example;", "[EMAIL_1];[EMAIL_2];[EMAIL_1];")]
    [InlineData("operator: mask, operators: {PHONE: replace}", "ann@acme.example;+1 415 226 0199;", "***@acme.example;[PHONE];")]
    [InlineData("entities: PHONE", "ann@acme.example;+1 415 226 0199;", "ann@acme.example;[PHONE];")]
    [InlineData("allow: ann@acme.example", "ann@acme.example;ben@acme.example;", "ann@acme.example;[EMAIL];")]
    [InlineData("thresholds: {EMAIL: 61}", "ann@acme.example;+1 415 226 0199;", "ann@acme.example;[PHONE];")]
    [InlineData("reserved: keep", "202-555-0143;202-556-0143;123-45-6789;512-43-7781;", "202-555-0143;[PHONE];123-45-6789;[US_SSN];")]
    [InlineData("reserved: keep", "10.0.0.7;127.0.0.1;192.0.2.4;8.8.4.4;2001:db8::1;fd00::1;", "10.0.0.7;127.0.0.1;192.0.2.4;[IP_ADDRESS];2001:db8::1;fd00::1;")]
    [InlineData("reserved: redact", "10.0.0.7;202-555-0143;", "[IP_ADDRESS];[PHONE];")]
    [InlineData("reserved: keep", "２02-555-0143;202&#45;555-0143;202-555-\u200b0143;", "[PHONE];[PHONE];[PHONE];")]
    public void Profile_GovernsRows(string keys, string row, string expected)
    {
        Assert.Equal(expected + "\n", Records(keys, "", row + "\n"));
        Assert.Equal($"{{\"note\": \"{expected}\"}}\n", Lines(keys, $"{{\"note\": \"{row}\"}}\n"));
    }

    [Theory]
    [InlineData("parameters: mail", "[EMAIL],b@acme.example,c@acme.example")]
    [InlineData("parameters: [mail, Other]", "[EMAIL],b@acme.example,[EMAIL]")]
    [InlineData("parameters: NOTE.text", "a@acme.example,[EMAIL],c@acme.example")]
    [InlineData("parameters: 'note[*]'", "a@acme.example,[EMAIL],c@acme.example")]
    [InlineData("except: note", "[EMAIL],b@acme.example,[EMAIL]")]
    [InlineData("except: NOTE", "[EMAIL],[EMAIL],[EMAIL]")]
    [InlineData("except: note.text", "[EMAIL],[EMAIL],[EMAIL]")]
    [InlineData("parameters: [mail, note], except: mail", "a@acme.example,[EMAIL],c@acme.example")]
    public void PathsOfRecords_BeginWithColumns(string keys, string expected) =>
        Assert.Equal(expected + "\n", Records(keys, "mail,\"note\",other", "a@acme.example,b@acme.example,c@acme.example\n"));

    [Theory]
    [InlineData("parameters: to.mail", """{"to":{"mail":"[EMAIL]","x":"a@acme.example"},"mail":"a@acme.example"}""")]
    [InlineData("parameters: to", """{"to":{"mail":"[EMAIL]","x":"[EMAIL]"},"mail":"a@acme.example"}""")]
    [InlineData("except: to.mail", """{"to":{"mail":"a@acme.example","x":"[EMAIL]"},"mail":"[EMAIL]"}""")]
    [InlineData("parameters: 'to[*].mail'", """{"to":{"mail":"[EMAIL]","x":"a@acme.example"},"mail":"a@acme.example"}""")]
    [InlineData("except: 'to[*].mail'", """{"to":{"mail":"[EMAIL]","x":"[EMAIL]"},"mail":"[EMAIL]"}""")]
    [InlineData("except: 'mail[*]'", """{"to":{"mail":"[EMAIL]","x":"[EMAIL]"},"mail":"[EMAIL]"}""")]
    public void PathsOfJson_AreThoseOfMembers(string keys, string expected) =>
        Assert.Equal(expected, Lines(keys, """{"to":{"mail":"a@acme.example","x":"a@acme.example"},"mail":"a@acme.example"}"""));

    [Theory]
    [InlineData("""{"cc":["a@acme.example"]}""", """{"cc":["[EMAIL]"]}""")]
    [InlineData("""{"cc":"a@acme.example"}""", """{"cc":"[EMAIL]"}""")]
    [InlineData("""{"\u0063c":"a@acme.example"}""", """{"\u0063c":"[EMAIL]"}""")]
    [InlineData("""[{"cc":"a@acme.example"},"b@acme.example"]""", """[{"cc":"[EMAIL]"},"b@acme.example"]""")]
    [InlineData("""{"cc":[],"x":"a@acme.example"}""", """{"cc":[],"x":"a@acme.example"}""")]
    [InlineData("""{"x":["a@acme.example"],"cc":"a@acme.example","cc":"b@acme.example"}""", """{"x":["a@acme.example"],"cc":"[EMAIL]","cc":"[EMAIL]"}""")]
    public void PathOfItems_CoversWhatStandsForThem(string row, string expected) => Assert.Equal(expected, Lines("parameters: 'cc[*]'", row));

    [Fact]
    public void WhatNoStrictReaderReads_IsNoRow()
    {
        var result = Redactor("parameters: cc", RecordFormat.JsonLines).Redact("""{"x":1,,"y":"a@acme.example"}"""u8);

        Assert.Equal("", Text(result));
        Assert.Equal((0, 1), (result.Rows, Assert.Single(result.BadRows).Line));
    }

    [Fact]
    public void RowWithCellsBeyondTheHeader_IsNone()
    {
        var result = Redactor("parameters: note", RecordFormat.Csv, "mail,note").Redact("a@acme.example,b@acme.example,c@acme.example\na@acme.example,b@acme.example\n"u8);

        Assert.Equal("a@acme.example,[EMAIL]\n", Text(result));
        Assert.Equal((1, 1), (result.Rows, Assert.Single(result.BadRows).Line));
    }

    [Fact]
    public void HeaderThatHoldsValues_IsRedacted()
    {
        var result = Redactor("parameters: mail", RecordFormat.Csv, "mail,ann@acme.example").RedactHeader();

        Assert.Equal("mail,[EMAIL]", Text(result));
        Assert.Equal("1 EMAIL", Counts(result));
        Assert.Equal(0, result.Rows);
    }

    [Theory]
    [InlineData(RecordFormat.Text, "", "parameters: mail", "names the parameters that it looks at or leaves out, and text has none: use one without `parameters` and `except`")]
    [InlineData(RecordFormat.Csv, "", "except: mail", "names columns, and there is no header that does: give the records one, or use a profile without `parameters` and `except`")]
    [InlineData(RecordFormat.Csv, "mail,e-mail", "parameters: [mail, phone]", "looks at `phone`, and there is no such column: what it would leave as it is cannot be meant; name its `parameters` as the header does")]
    [InlineData(RecordFormat.Csv, "mail", "except: phone", null)]
    [InlineData(RecordFormat.JsonLines, "", "parameters: [mail, phone]", null)]
    [InlineData(RecordFormat.Text, "", "operator: mask", null)]
    public void ProfileThatCannotGovern_SaysWhy(RecordFormat format, string header, string keys, string? fault) =>
        Assert.Equal(fault, Profile(keys).FaultOf(new RowLayout(format) { Header = Encoding.UTF8.GetBytes(header) }));

    [Fact]
    public void ValueThatBlocks_LetsNothingPass()
    {
        var redactor = Redactor("operators: {US_SSN: block}", RecordFormat.JsonLines);
        var result = redactor.Redact("{\"a\":\"ann@acme.example\"}\n{\"a\":\"512-43-7781\"}\n"u8);

        Assert.True(result.IsBlocked);
        Assert.Equal(1, result.Blocked);
        Assert.Equal(0, result.Output.Length);
        Assert.Equal("1 EMAIL, 1 US_SSN", Counts(result));
        Assert.Equal("{\"a\":\"[EMAIL]\"}\n", Text(redactor.Redact("{\"a\":\"ann@acme.example\"}\n"u8)));
    }

    [Theory]
    [InlineData(RecordFormat.JsonLines, "{\"a\":\"ann@acme.example\"}\n{\"a\":\n{\"a\":1}", "{\"a\":\"[EMAIL]\"}\n{\"a\":1}", "25-31 line 2", 2)]
    [InlineData(RecordFormat.JsonLines, "{\"a\":1}\n{\"a\":\"\u0000\"}\n{\"a\":\"ann@acme.example\"}\n", "{\"a\":1}\n{\"a\":\"[EMAIL]\"}\n", "8-18 line 2", 2)]
    [InlineData(RecordFormat.Csv, "a,ann@acme.example\nb,\"ben@acme.example\nc,cid@acme.example", "a,[EMAIL]\nc,[EMAIL]", "19-39 line 2", 2)]
    [InlineData(RecordFormat.Csv, "a,\"x\nann@acme.example\"\nb,\u0000\nc,\"d\ne\"\n", "a,\"x\n[EMAIL]\"\nc,\"d\ne\"\n", "23-27 line 3", 2)]
    [InlineData(RecordFormat.Csv, "a,\"", "", "0-3 line 1", 0)]
    [InlineData(RecordFormat.Csv, "", "", "", 0)]
    public void BadRow_CostsNoOther(RecordFormat format, string rows, string expected, string bad, long good)
    {
        var result = Redactor("operator: replace", format, format == RecordFormat.Csv ? "id,note" : "").Redact(Encoding.UTF8.GetBytes(rows));

        Assert.Equal(expected, Text(result));
        Assert.Equal(bad, string.Join(", ", result.BadRows.Select(row => $"{row.Start}-{row.End} line {row.Line}")));
        Assert.Equal(bad.Length == 0, result.IsComplete);
        Assert.Equal(good, result.Rows);
    }

    [Fact]
    public void BytesThatAreNoText_AreABadRow()
    {
        var result = Redactor("operator: replace", RecordFormat.Csv, "id,note").Redact([.. "a,1\n"u8, (byte)'b', (byte)',', 0xFF, (byte)'\n', .. "c,2\n"u8]);

        Assert.Equal("a,1\nc,2\n", Text(result));
        Assert.Equal(2, result.BadRows.Single().Line);
    }

    [Fact]
    public void Chunk_IsTheSameWhateverCameBefore()
    {
        var redactor = Redactor("operator: replace_numbered", RecordFormat.Csv, "id,note");
        redactor.Redact("1,ben@acme.example\n"u8);

        Assert.Equal("2,[EMAIL_1]\n", Text(redactor.Redact("2,ann@acme.example\n"u8)));
    }

    [Theory]
    [InlineData("operator: hash", true, false)]
    [InlineData("operators: {EMAIL: replace_numbered}", false, true)]
    [InlineData("operator: hash, entities: EMAIL, operators: {EMAIL: mask}", false, false)]
    public void Profile_SaysWhatItNeeds(string keys, bool needsKey, bool numbers)
    {
        var profile = Profile(keys);

        Assert.Equal(needsKey, profile.NeedsHashKey);
        Assert.Equal(numbers, profile.NumbersValues);
    }

    [Fact]
    public void ProfileOfALayer_IsNamedWithItsTenant()
    {
        const string Layer = "apiVersion: aegis/v1\nkind: Policy\nname: q\ntenant: acme\nrules:\n  - {id: r, effect: sanitize, dlp: {profile: own}, what: {tools: crm}}\ndlp_profiles:\n  - {name: own, entities: EMAIL}\n";
        var policy = Streams.Policy.PolicyLoader.Load([new Streams.Policy.PolicySource("q.yaml", Layer)]).Snapshot!;

        Assert.Equal(["default", "acme/own"], RecordProfile.NamesIn(policy));
        Assert.Equal(policy.Revision, RecordProfile.Find(policy, "acme/own")!.Revision);
        Assert.Null(RecordProfile.Find(policy, "own"));
        Assert.Null(RecordProfile.Find(policy, "other/own"));
        Assert.NotNull(RecordProfile.Find(policy, "default"));
    }
}
