using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Aegis.Streams.Catalog;
using Aegis.Streams.Cli.Agents;
using Aegis.Streams.Cli.Catalog;
using Aegis.Streams.Cli.Submit;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy.Inquiry;
using Aegis.Streams.Policy.Rules;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Policies;

/// <summary>The options that make the question of one call.</summary>
internal sealed class QuestionOptions
{
    private readonly Option<string> _intent = new("--intent") { Description = "The intent: one JSON object as the stream takes it; `-` is the standard input. It needs no id.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _agents = new("--agents") { Description = "Registrations of agents, JSON lines. Default: the agent is registered as the next three options say.", HelpName = "FILE" };
    private readonly Option<string[]> _groups = new("--group") { Description = "A group that the agent belongs to. May be repeated.", HelpName = "NAME" };
    private readonly Option<string[]> _roles = new("--role") { Description = "A role that the agent holds. May be repeated.", HelpName = "NAME" };
    private readonly Option<string[]> _attributes = new("--attribute") { Description = "An attribute of the agent. May be repeated.", HelpName = "NAME=VALUE" };
    private readonly Option<string?> _catalog = new("--catalog") { Description = "The catalog, CSV or JSON lines. Default: checks against it are left open.", HelpName = "FILE" };
    private readonly Option<string?> _at = new("--at") { Description = "The decision time, such as 2026-01-31T08:00:00Z. Default: now.", HelpName = "INSTANT" };
    private readonly Option<string?> _environment = new("--environment") { Description = "The environment of the instance, such as production. Default: none.", HelpName = "NAME" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    public void AddTo(Command verb)
    {
        foreach (var option in new Option[] { _intent, _agents, _groups, _roles, _attributes, _catalog, _at, _environment }) verb.Add(option);
    }

    /// <summary>Reads the question.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The question.</returns>
    /// <exception cref="CliRefusalException">A file or a value cannot be used.</exception>
    public PolicyQuestion Read(CommandRun run)
    {
        var intent = ReadIntent(run, run.Value(_intent));
        return QuestionCheck.Require(PolicyQuestion.Of(intent, ReadRegistration(run, intent), ReadTime(run), run.Value(_environment)));
    }

    /// <summary>Reads the catalog.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The catalog; <see langword="null"/>: none was named.</returns>
    /// <exception cref="CliRefusalException">The file cannot be used.</exception>
    public TableSnapshot<CatalogItem>? ReadCatalog(CommandRun run) =>
        run.Value(_catalog) is { } file ? TableOfFile.Read(run, CatalogTable.Form, file) : null;

    private static Intent ReadIntent(CommandRun run, string file)
    {
        using var input = IntentLines.Open(run, file);
        using var bytes = new MemoryStream();
        var block = new byte[1 << 16];
        while (input.Read(block) is > 0 and var length)
        {
            bytes.Write(block, 0, length);
            if (bytes.Length > IntentLines.MaxLineBytes) throw CliRefusalException.Fault($"the intent in {file} is longer than {IntentLines.MaxLineBytes >> 20} MiB; no topic takes it");
        }

        var line = new IntentLines(assignsIds: true, replyTopic: null).ToLine(1, bytes.ToArray());
        return line.Intent ?? throw CliRefusalException.Fault($"{file} holds no intent: {line.Fault!.Describe()}");
    }

    private AgentRegistration ReadRegistration(CommandRun run, Intent intent)
    {
        if (run.Value(_agents) is not { } file)
        {
            return new AgentRegistration
            {
                Tenant = intent.Tenant,
                Agent = intent.Agent,
                Groups = [.. run.Value(_groups)],
                Roles = [.. run.Value(_roles)],
                Attributes = ReadAttributes(run),
                IsEnabled = true,
            };
        }

        if (run.Value(_groups).Length + run.Value(_roles).Length + run.Value(_attributes).Length > 0)
            throw CliRefusalException.Usage("--agents registers the agent already; leave out --group, --role and --attribute");
        var registered = IdentityResolver.Resolve(intent, TableOfFile.Read(run, AgentsTable.Form, file));
        if (registered.Finding is { } finding)
            throw CliRefusalException.Fault($"{file}: {intent.Key} may not act at all ({finding.Reason.Code}), so no policy is asked. {finding.Reason.Hint}");
        return registered.Agent!;
    }

    private ImmutableSortedDictionary<string, string> ReadAttributes(CommandRun run)
    {
        var attributes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var text in run.Value(_attributes))
        {
            if (text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var end)) throw CliRefusalException.Usage($"--attribute must be name=value, not `{text}`");
            attributes[text[..end]] = text[(end + 1)..];
        }

        return attributes.ToImmutable();
    }

    private DateTimeOffset ReadTime(CommandRun run)
    {
        if (run.Value(_at) is not { } text) return run.Host.Time.GetUtcNow();
        return DateText.TryParse(Encoding.UTF8.GetBytes(text), out var instant) ? instant : throw CliRefusalException.Usage($"--at must be an instant such as 2026-01-31T08:00:00Z, not `{text}`");
    }
}
