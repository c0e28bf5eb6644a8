using System.Text.RegularExpressions;

namespace Aegis.Streams.IntegrationTests.Brokers;

/// <summary>
/// Reads from a broker's log which transactions it called complete without having written all their markers. A commit of which it wrote some markers and dropped the
/// others is torn: committed in some partitions and nowhere else, which no client can learn or mend.
/// </summary>
internal sealed partial class MarkerLog
{
    /// <summary>What the broker must log: the level and the filter of its logger of markers.</summary>
    public const string LoggerSettings =
        "{ name: kafka.coordinator.transaction.TransactionMarkerChannelManager, level: TRACE, " +
        "RegexFilter: { regex: '.*(result=COMMIT|Completed sending|can be skipped).*', onMatch: ACCEPT, onMismatch: DENY } }";

    private const int Unknown = int.MaxValue;

    // For each transactional id with a commit whose markers are being sent: in how many partitions.
    private readonly Dictionary<string, int> _commits = [];

    /// <summary>Gets how many transactions were called complete although markers were dropped.</summary>
    public int Dropped { get; private set; }

    /// <summary>Gets how many of them are commits of which some markers are, or may be, written.</summary>
    public int Torn { get; private set; }

    /// <summary>Reads a line.</summary>
    public void Read(string line)
    {
        if (Added().Match(line) is { Success: true } added)
        {
            var id = added.Groups["id"].Value;
            _commits[id] = Math.Max(_commits.GetValueOrDefault(id), Count(added));
        }
        else if (Skipped().Match(line) is { Success: true } skipped)
        {
            Dropped++;
            if (_commits.Remove(skipped.Groups["id"].Value, out var partitions) && Count(skipped) < partitions) Torn++;
        }
        else if (Completed().Match(line) is { Success: true } completed)
        {
            _commits.Remove(completed.Groups["id"].Value);
        }
    }

    /// <summary>Notes that the broker was killed: nobody knows which of the markers that it was writing are written.</summary>
    public void NoteKill()
    {
        foreach (var id in _commits.Keys) _commits[id] = Unknown;
    }

    private static int Count(Match match) => match.Groups["partitions"].Value.Count(character => character == ',') + 1;

    [GeneratedRegex(@"result=COMMIT, partitions=\[(?<partitions>[^\]]*)\].* for transactional id (?<id>\S+) to destination")]
    private static partial Regex Added();

    [GeneratedRegex(@"leader endpoint for partitions \w+\((?<partitions>[^)]*)\) while .* for (?<id>\S+), these partitions are likely deleted already and hence can be skipped")]
    private static partial Regex Skipped();

    [GeneratedRegex(@"Completed sending transaction markers for (?<id>[^;\s]+);")]
    private static partial Regex Completed();
}
