namespace Aegis.Streams.IntegrationTests.Faults;

/// <summary>What the header <see cref="HeaderName"/> of an input says must become of it, if its id is new.</summary>
internal static class Expectation
{
    public const string HeaderName = "expect";

    /// <summary>The record cannot be read; others expect `allow`, `approval_needed` or the code of a deny.</summary>
    public const string DeadLetter = "dead_letter";
}
