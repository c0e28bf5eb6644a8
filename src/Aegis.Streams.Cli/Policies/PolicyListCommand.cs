using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy list`: the history.</summary>
internal static class PolicyListCommand
{
    private const long UsualLimit = 20;

    /// <summary>Makes the verb.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The verb.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var keys = new PolicyKeyOption("Trust these keys, as instances do");
        var limit = new NumberOption("--limit", "Show so many at most, the latest; --json shows all unless it is given.", least: 1, usual: UsualLimit);
        var verb = new Verb("list", "Show what was published, the latest last: what is active, what was, and what was refused and why. Verified as instances verify it.")
        {
            Examples = ["aegis policy list --policy-keys keys", "aegis policy list --policy-keys keys --json | jq 'select(.state == \"active\")'"],
        };
        verb.Add(keys);
        verb.Add(limit);
        connections.AddTo(verb);
        return verb.Runs(run =>
        {
            using var session = PolicyTopicSession.Open(run, connections, keys.Require(run));
            var history = session.Log.History;
            PublicationOutput.Write(run, run.IsJson && !run.IsGiven(limit) ? history : history.TakeLast((int)Math.Min(run.Value(limit)!.Value, int.MaxValue)));
            if (session.Log.Active is null) run.Talk.Warn("nothing is active, so instances that decide by what is published deny everything");
            return session.Log.Active is null ? ExitCodes.Incomplete : ExitCodes.Done;
        });
    }
}
