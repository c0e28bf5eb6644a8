namespace Aegis.Streams.Tests.Repository;

/// <summary>Faults that a test found, told all at once and in full.</summary>
internal static class Faults
{
    public static void AssertNone(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
