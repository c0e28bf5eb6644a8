namespace Aegis.Streams.Policy.Lint;

/// <summary>Writes the bodies of policies that lints show as examples, so that each says only what it is about.</summary>
internal static class LintExample
{
    private const string Who = "who: {agents: a}";
    private const string Crm = "crm";

    /// <summary>Writes a body with one permit, of the agent `a` for the tool `crm`.</summary>
    /// <param name="when">Its conditions.</param>
    public static string Permit(params string[] when) => PermitOf(Crm, when);

    /// <summary>Writes a body with one permit, of the agent `a`.</summary>
    /// <param name="tool">The tool that it is for.</param>
    /// <param name="when">Its conditions.</param>
    public static string PermitOf(string tool, params string[] when) => Body(Rule("r", "permit", Who, What(tool), When(when)));

    /// <summary>Writes a body with one prohibition, of the tool `crm`.</summary>
    /// <param name="when">Its conditions.</param>
    public static string Forbid(params string[] when) => ForbidOf(Crm, when);

    /// <summary>Writes a body with one prohibition.</summary>
    /// <param name="tool">The tool that it is for.</param>
    /// <param name="when">Its conditions.</param>
    public static string ForbidOf(string tool, params string[] when) => Body(Rule("r", "forbid", What(tool), When(when)));

    /// <summary>Writes a body of rules.</summary>
    public static string Body(params string[] rules) => $"rules:\n{string.Join('\n', rules)}";

    /// <summary>Writes a body of a declaration and rules.</summary>
    public static string BodyWithTool(string tool, params string[] rules) => $"tools:\n  - {tool}\n{Body(rules)}";

    /// <summary>Writes a permit of the agent `a` for the tool `crm`.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="keys">Its other keys.</param>
    public static string PermitRule(string id, params string[] keys) => Rule(id, "permit", [Who, What(Crm), .. keys]);

    /// <summary>Writes a rule.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="effect">Its effect.</param>
    /// <param name="keys">Its other keys.</param>
    public static string Rule(string id, string effect, params string[] keys) => $"  - id: {id}\n    effect: {effect}{string.Concat(keys.Select(key => $"\n    {key}"))}";

    private static string What(string tool) => $"what: {{tools: {tool}}}";

    private static string When(string[] conditions) => $"when:{string.Concat(conditions.Select(condition => $"\n      - {condition}"))}";
}
