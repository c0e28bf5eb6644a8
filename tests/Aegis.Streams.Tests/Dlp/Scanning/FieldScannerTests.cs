namespace Aegis.Streams.Tests.Dlp.Scanning;

/// <summary>A place that two masks show is looked at for both.</summary>
public sealed class FieldScannerTests
{
    [Theory]
    [InlineData("12")]
    [InlineData("xY")]
    public void PrefixThatIsACodeToo_IsStillAPrefix(string start)
    {
        // The two letters, a sign and two digits of `SG.12` are also how grouped codes of two letters begin.
        var key = "SG." + start + "mQ4vTz8LpWn0RkXc2BdY.aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA1bC3dE5fG7h";
        Assert.Equal([$"SECRET {key}"], Found.InText(key));
    }
}
