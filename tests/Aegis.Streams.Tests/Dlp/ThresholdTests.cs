using System.Text;
using Aegis.Streams.Dlp;

namespace Aegis.Streams.Tests.Dlp;

public sealed class ThresholdTests
{
    [Theory]
    [InlineData("512437781", DlpEntity.UsSsn, 50)]
    [InlineData("4155961111", DlpEntity.Phone, 50)]
    [InlineData("order 415-596-1111", DlpEntity.Phone, 20)]
    [InlineData("1999-12-24", DlpEntity.DateOfBirth, 40)]
    [InlineData("24 Dec 1999", DlpEntity.DateOfBirth, 40)]
    [InlineData("130692544", DlpEntity.CaSin, 50)]
    [InlineData("9434765919", DlpEntity.UkNhs, 50)]
    [InlineData("1234567893", DlpEntity.Npi, 50)]
    [InlineData("021000021", DlpEntity.AbaRouting, 50)]
    [InlineData("00987654321", DlpEntity.UsBankAccount, 40)]
    [InlineData("JG103759A", DlpEntity.UkNino, 40)]
    [InlineData("ABCPE1234F", DlpEntity.InPan, 40)]
    [InlineData("030 901820", DlpEntity.Phone, 50)]
    public void WhatNeedsAKey_CountsWithoutOneFromItsFewPointsOn(string text, DlpEntity entity, int confidence)
    {
        Assert.Contains(confidence, ConfidencesAt(0, text, entity));
        Assert.Contains(confidence, ConfidencesAt(confidence, text, entity));
        Assert.DoesNotContain(confidence, ConfidencesAt(confidence + 1, text, entity));
        Assert.Empty(ConfidencesAt(60, text, entity));
    }

    [Fact]
    public void ThresholdOfOneEntity_OpensNoOther()
    {
        var scanner = new DlpScanner(Found.Options) { Thresholds = new ScanThresholds(60, new Dictionary<DlpEntity, int> { [DlpEntity.UsSsn] = 0 }) };

        Assert.Equal([DlpEntity.UsSsn], Found.EntitiesIn(scanner, "512437781, 4155961111, 1999-12-24, 021000021"u8));
    }

    [Theory]
    [InlineData("{\"a\":512437781}", "{\"a\":\"[US_SSN]\"}")]
    [InlineData("{\"a\":[\"x\",\"512437781\"]}", "{\"a\":[\"x\",\"[US_SSN]\"]}")]
    public void ThresholdOfZeroInAProfile_RedactsBareDigits(string row, string expected) => Assert.Equal(expected, Profiles.ProfileScene.Lines("entities: US_SSN, threshold: 0", row));

    private static List<int> ConfidencesAt(int threshold, string text, DlpEntity entity)
    {
        var found = new List<int>();
        foreach (var finding in new DlpScanner(Found.Everything) { Threshold = threshold }.ScanText(Encoding.UTF8.GetBytes(text)).Findings)
            if (finding.Entity == entity) found.Add(finding.Confidence);
        return found;
    }
}
