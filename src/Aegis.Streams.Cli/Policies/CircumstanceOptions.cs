using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The options that tell of a call what its intent does not: who the agent is, when it is decided and where.</summary>
internal sealed class CircumstanceOptions
{
    private readonly Option<string?> _agents = new("--agents") { Description = "Registrations of agents, JSON lines. Default: the agent is registered as the next three options say.", HelpName = "FILE" };
    private readonly Option<string[]> _groups = new("--group") { Description = "A group that the agent belongs to. May be repeated.", HelpName = "NAME" };
    private readonly Option<string[]> _roles = new("--role") { Description = "A role that the agent holds. May be repeated.", HelpName = "NAME" };
    private readonly Option<string[]> _attributes = new("--attribute") { Description = "An attribute of the agent. May be repeated.", HelpName = "NAME=VALUE" };
    private readonly Option<string?> _at = new("--at") { Description = "The decision time, such as 2026-01-31T08:00:00Z. Default: now.", HelpName = "INSTANT" };
    private readonly Option<string?> _environment = new("--environment") { Description = "The environment of the instance, such as production. Default: none.", HelpName = "NAME" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _agents, _groups, _roles, _attributes, _at, _environment }) verb.Add(option);
    }

    /// <summary>Reads the options once, for any number of intents that are decided at the same time.</summary>
    /// <param name="run">The run.</param>
    /// <returns>What makes the question of an intent; it throws a <see cref="CliRefusalException"/> where the agent may not act.</returns>
    /// <exception cref="CliRefusalException">A file or a value cannot be used.</exception>
    public Func<Intent, PolicyQuestion> Read(CommandRun run)
    {
        var (time, environment, registrationOf) = (ReadTime(run), run.Value(_environment), ReadRegistrations(run));
        return intent => QuestionCheck.Require(PolicyQuestion.Of(intent, registrationOf(intent), time, environment));
    }

    private Func<Intent, AgentRegistration> ReadRegistrations(CommandRun run)
    {
        if (run.Value(_agents) is not { } file)
        {
            var named = new AgentRegistration { Tenant = "", Agent = "", Groups = [.. run.Value(_groups)], Roles = [.. run.Value(_roles)], Attributes = ReadAttributes(run), IsEnabled = true };
            return intent => named with { Tenant = intent.Tenant, Agent = intent.Agent };
        }

        if (run.Value(_groups).Length + run.Value(_roles).Length + run.Value(_attributes).Length > 0)
            throw CliRefusalException.Usage("--agents registers the agent already; leave out --group, --role and --attribute");
        var agents = TableOfFile.Read(run, AgentsTable.Form, file);
        return intent =>
        {
            var registered = IdentityResolver.Resolve(intent, agents);
            return registered.Finding is not { } finding ? registered.Agent!
                : throw CliRefusalException.Fault($"{file}: {intent.Key} may not act at all ({finding.Reason.Code}), so no policy is asked. {finding.Reason.Hint}");
        };
    }

    private ImmutableSortedDictionary<string, string> ReadAttributes(CommandRun run)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in run.Value(_attributes))
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end)) throw CliRefusalException.Usage($"--attribute must be name=value, not `{text}`");
            if (!attributes.TryAdd(text[..end], text[(end + 1)..])) throw CliRefusalException.Usage($"--attribute gives `{text[..end]}` twice; give it once");
        }

        return attributes.ToImmutable();
    }

    private DateTimeOffset ReadTime(CommandRun run)
    {
        if (run.Value(_at) is not { } text) return run.Host.Time.GetUtcNow();
        return DateText.TryParse(Encoding.UTF8.GetBytes(text), out var instant) ? instant : throw CliRefusalException.Usage($"--at must be an instant such as 2026-01-31T08:00:00Z, not `{text}`");
    }
}
