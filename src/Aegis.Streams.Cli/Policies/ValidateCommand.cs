using Aegis.Streams.Dlp.Custom;
using Aegis.Streams.Policy;

namespace Aegis.Streams.Cli.Policies;

/// <summary>`aegis policy validate`: says what is wrong with policies.</summary>
internal static class ValidateCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Verb Create()
    {
        var paths = PolicyPaths.Argument();
        var verb = new Verb("validate", "Load and compile policies, and show every error beside the text. With 1 if there is one; with the revision if there is none.")
        {
            Examples = ["aegis policy validate policies", "aegis policy validate base.yaml acme.yaml --json"],
        };
        verb.Add(paths);
        return verb.Runs(run =>
        {
            Show(run, PolicyPaths.Load(run, TermKeys.Unused, run.Value(paths)));
            return ExitCodes.Done;
        });
    }

    private static void Show(CommandRun run, PolicySnapshot policy)
    {
        var (rules, tools) = (policy.Documents.Sum(document => document.Rules.Length), policy.Documents.Sum(document => document.Tools.Length));
        var tenants = policy.Documents.Select(document => document.Tenant).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        if (!run.IsJson)
        {
            run.Data.WriteLine($"{PolicyPaths.Count(policy.Documents.Length, "policy")}, {PolicyPaths.Count(rules, "rule")}, {PolicyPaths.Count(tools, "declared tool")}, {PolicyPaths.Count(tenants, "tenant layer")}");
            run.Data.WriteLine($"revision {policy.Revision}");
            return;
        }

        run.Data.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("policies", policy.Documents.Length);
            json.WriteNumber("rules", rules);
            json.WriteNumber("tools", tools);
            json.WriteNumber("tenants", tenants);
            json.WriteString("revision", policy.Revision);
            json.WriteEndObject();
        });
    }
}
