using System.CommandLine;
using System.Text;
using System.Text.Json;
using Aegis.Streams.Cli.Connections;
using Aegis.Streams.Cli.Options;

namespace Aegis.Streams.Cli.Admin;

/// <summary>`aegis admin`: asks the admin port of a running instance.</summary>
internal static class AdminCommand
{
    /// <summary>Makes the group.</summary>
    /// <param name="connections">The options of the connection.</param>
    /// <returns>The group.</returns>
    public static Verb Create(ConnectionOptions connections)
    {
        var options = new AdminClientOptions(connections);
        return new Verb("admin", "Look into a running instance, and drain it: `aegis up --admin-listen` opens the port that these verbs ask.")
        {
            Look("state", "Show what the instance is, whether it is ready, and what is missing.", "/admin/state", AdminText.ShowMembers, options),
            Look("partitions", "Show the partitions that the instance was given, the state of their tasks, committed offsets and lag.", "/admin/partitions", AdminText.ShowPartitions, options),
            Look("tables", "Show how far the global tables were read.", "/admin/tables", AdminText.ShowTables, options),
            Look("policy", "Show which policies decide, who published them, and what was refused last.", "/admin/policy", AdminText.ShowMembers, options),
            Look("config", "Show the settings of the instance; those that may hold secrets are hidden.", "/admin/config", AdminText.ShowSettings, options),
            LogLevelVerb(options),
            DrainVerb(options),
        };
    }

    private static Verb Look(string name, string description, string path, Action<CommandRun, JsonElement> show, AdminClientOptions options)
    {
        var verb = new Verb(name, description) { Examples = [$"aegis admin {name}", $"aegis admin {name} --json --state-dir /var/lib/aegis"] };
        options.AddTo(verb);
        return verb.Runs(async run =>
        {
            using var client = options.Open(run);
            Show(run, await client.AskAsync(HttpMethod.Get, path, null, run.Stopping).ConfigureAwait(false), show);
            return ExitCodes.Done;
        });
    }

    private static Verb LogLevelVerb(AdminClientOptions options)
    {
        var level = new Argument<string?>("level") { Description = "debug, information or warning. Default: show the one that counts.", HelpName = "LEVEL", Arity = ArgumentArity.ZeroOrOne };
        level.AcceptOnlyFromAmong("debug", "information", "warning");
        var verb = new Verb("log-level", "Show the least important level that is logged, or change it until the process ends.") { Examples = ["aegis admin log-level", "aegis admin log-level debug"] };
        verb.Add(level);
        options.AddTo(verb);
        return verb.Runs(async run =>
        {
            using var client = options.Open(run);
            var answer = run.Value(level) is { } wanted
                ? await client.AskAsync(HttpMethod.Put, "/admin/log-level", Encoding.ASCII.GetBytes($$"""{"level":"{{wanted}}"}"""), run.Stopping).ConfigureAwait(false)
                : await client.AskAsync(HttpMethod.Get, "/admin/log-level", null, run.Stopping).ConfigureAwait(false);
            Show(run, answer, AdminText.ShowMembers);
            return ExitCodes.Done;
        });
    }

    private static Verb DrainVerb(AdminClientOptions options)
    {
        var wait = new NumberOption("--wait", "How many seconds to wait until all is done.", least: 0, 60, usual: 10);
        var verb = new Verb("drain", "Let the instance take no more calls, and wait for those under way. It decides records of the topics as before; SIGTERM ends it. Ends with 2 if calls are still under way.")
        {
            Examples = ["aegis admin drain", "aegis admin drain --wait 60 --json"],
        };
        verb.Add(wait);
        options.AddTo(verb);
        return verb.Runs(async run =>
        {
            using var client = options.Open(run);
            var answer = await client.AskAsync(HttpMethod.Post, $"/admin/drain?wait={run.Value(wait)}", null, run.Stopping).ConfigureAwait(false);
            Show(run, answer, AdminText.ShowMembers);
            return answer.GetProperty("drained").GetBoolean() ? ExitCodes.Done : ExitCodes.Incomplete;
        });
    }

    private static void Show(CommandRun run, JsonElement answer, Action<CommandRun, JsonElement> show)
    {
        if (run.IsJson) run.Data.WriteJson(answer.WriteTo);
        else show(run, answer);
    }
}
