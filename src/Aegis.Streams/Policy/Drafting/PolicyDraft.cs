using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Policy.Diagnostics;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Drafting;

/// <summary>
/// Drafts a policy from the tools that a server of the Model Context Protocol lists. The draft declares the tools and permits nothing: what an
/// agent may do is the author's to say, and what a server says of itself is a hint.
/// </summary>
public sealed class PolicyDraft
{
    private const int MaxDescription = 160;

    private readonly StringBuilder _text = new();
    private readonly string _agent;
    private readonly string? _server;

    private PolicyDraft(string agent, string? server) => (_agent, _server) = (agent, server);

    /// <summary>Writes a draft.</summary>
    /// <param name="toolsList">The server's answer to `tools/list`, JSON in UTF-8.</param>
    /// <param name="agent">The agent, also the name of the policy.</param>
    /// <param name="server">The tool's name in intents, of which the listed tools are actions; <see langword="null"/>: each listed tool is a tool.</param>
    /// <param name="fault">What is wrong with the answer; <see langword="null"/>: nothing.</param>
    /// <returns>A policy in YAML that loads; <see langword="null"/>: there is a fault.</returns>
    public static string? Write(ReadOnlyMemory<byte> toolsList, string agent, string? server, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(agent);
        fault = !AgentNames.IsValid(agent) ? $"the agent's name {AgentNames.Rule}" : server is not null && !ToolNames.IsValid(server) ? $"the server's name {ToolNames.Rule}" : null;
        if (fault is not null) return null;
        if (DraftTool.ReadAll(toolsList, out fault) is not { } tools) return null;
        var draft = new PolicyDraft(agent, server);
        draft.Write(tools);
        return draft._text.ToString();
    }

    private void Write(DraftTool[] tools)
    {
        Line("# Permits nothing yet. The tools are declared as their server lists them; check each class, since a server says of itself what it likes.");
        Line($"apiVersion: {PolicyGrammar.ApiVersion}");
        Line($"kind: {PolicyGrammar.Kind}");
        Line($"name: {SchemaParameters.Spell(_agent)}");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var usable = new List<DraftTool>();
        foreach (var tool in tools)
        {
            if (ToolNames.IsValid(tool.Name) && seen.Add(tool.Name)) usable.Add(tool);
            else Line($"# Left out: the tool {Remark(tool.Name)}, whose name {(ToolNames.IsValid(tool.Name) ? "occurs twice" : ToolNames.Rule)}.");
        }

        if (usable.Count == 0) return;
        Line("tools:");
        foreach (var tool in usable) WriteTool(tool);
        Line("# Take the `#` away from `rules:` and from what the agent may do, and add conditions.");
        Line("# rules:");
        foreach (var tool in usable) WritePermit(tool);
    }

    private void WriteTool(DraftTool tool)
    {
        if (tool.Description is { Length: > 0 } description) Line($"  # {Remark(description)}");
        Line($"  - name: {SchemaParameters.Spell(_server ?? tool.Name)}");
        if (_server is not null) Line($"    actions: [{SchemaParameters.Spell(tool.Name)}]");
        if (tool is { IsReadOnly: true, IsDestructive: true }) Line("    # The server says read-only and destructive; the stricter counts.");
        else if (tool.IsDestructive) Line("    # The server says that it may destroy something.");
        Line($"    class: {(tool is { IsReadOnly: true, IsDestructive: false } ? "read" : "write")}");
        var parameters = SchemaParameters.Of(tool.InputSchema).DistinctBy(parameter => parameter.Path.Text).Take(PolicyLimits.MaxValues).ToArray();
        if (parameters.Length == 0) return;
        Line("    parameters:");
        foreach (var parameter in parameters) WriteParameter(parameter);
    }

    private void WriteParameter(DraftParameter parameter)
    {
        foreach (var remark in parameter.Remarks) Line($"      # {Remark(remark)}");
        var tests = parameter.Tests;
        if (FaultOf(parameter.Path, tests) is { } fault)
        {
            Line($"      # The schema's tests were left out: {Remark(fault)}");
            tests = [];
        }

        Line($"      {Spell(parameter.Path)}: {{{string.Join(", ", tests)}}}");
    }

    private void WritePermit(DraftTool tool)
    {
        Line($"#   - id: {SchemaParameters.Spell(RuleId(tool.Name))}");
        Line("#     effect: permit");
        Line($"#     who: {{agents: [{SchemaParameters.Spell(_agent)}]}}");
        Line($"#     what: {{tools: [{SchemaParameters.Spell(_server ?? tool.Name)}]{(_server is null ? "" : $", actions: [{SchemaParameters.Spell(tool.Name)}]")}}}");
    }

    /// <summary>Asks the language itself whether it takes the tests of a parameter.</summary>
    private static string? FaultOf(ParameterPath path, IReadOnlyList<string> tests)
    {
        var text = $"apiVersion: {PolicyGrammar.ApiVersion}\nkind: {PolicyGrammar.Kind}\nname: draft\ntools:\n  - name: draft\n    parameters:\n      {Spell(path)}: {{{string.Join(", ", tests)}}}\n";
        return PolicyLoader.LoadDocuments([new PolicySource("draft.yaml", text)]) is { Succeeded: false } loading ? loading.Errors[0].Message : null;
    }

    private static string Spell(ParameterPath path) => SchemaParameters.Spell(path.Text, isKey: true);

    private static string RuleId(string name)
    {
        var id = string.Concat(name.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-')).TrimStart('.', '_', '-');
        return id.Length == 0 ? "tool" : id[..Math.Min(id.Length, 64)];
    }

    private static string Remark(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > MaxDescription) line = $"{line[..(char.IsHighSurrogate(line[MaxDescription - 1]) ? MaxDescription - 1 : MaxDescription)]}...";
        return VisibleText.Of(line);
    }

    private void Line(string text) => _text.Append(text).Append('\n');
}
