using System.Globalization;
using System.Text.RegularExpressions;

namespace Aegis.Streams.Tests.Repository;

/// <summary>Event ids of log messages, which operators look for.</summary>
public sealed partial class LogEventTests
{
    [Fact]
    public void EveryEventId_IsOfOneMessage()
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.PathOf("src", "Aegis.Streams.Kafka"))!;
        var ids = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => EventId().Matches(File.ReadAllText(file)).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)))
            .ToList();

        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Contains(1510, ids);
    }

    [GeneratedRegex(@"EventId = (\d+)")]
    private static partial Regex EventId();
}
