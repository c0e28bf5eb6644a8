using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Prints whom and which calls a rule or declaration speaks of, as lines of a body. Exact names come as `==`, which Rego indexes.</summary>
internal static class ScopePrinter
{
    public static IEnumerable<string> Who(Subject who) =>
        [.. Name(who.Tenants, "input.tenant"), .. Name(who.Agents, "input.agent"), .. Member(who.Groups, "group"), .. Member(who.Roles, "role")];

    public static IEnumerable<string> What(Target what, string toolClass)
    {
        string[] classes = what.Classes.IsEmpty ? [] : [$"{toolClass} in {RegoText.Set(what.Classes.Distinct().Order().Select(ClassName))}"];
        return [.. Call(what.Tools, what.Actions), .. classes];
    }

    public static IEnumerable<string> Call(ImmutableArray<NameGlob> tools, ImmutableArray<NameGlob> actions) =>
        [.. Name(tools, "input.tool"), .. Name(actions, "input.action")];

    public static string[] Layer(string? tenant) => tenant is null ? [] : [$"input.tenant == {RegoText.Quote(tenant)}"];

    public static IEnumerable<string> Name(ImmutableArray<NameGlob> globs, string reference) =>
        globs.IsEmpty || globs.Any(glob => glob.IsAny) ? [] : [Test(globs, reference)];

    public static string ClassName(ToolClass toolClass) => toolClass switch
    {
        ToolClass.Read => "read",
        ToolClass.Write => "write",
        _ => "expensive",
    };

    private static string[] Member(ImmutableArray<NameGlob> globs, string name) =>
        globs.IsEmpty ? [] : [$"some {name} in input.{name}s", Test(globs, name)];

    private static string Test(ImmutableArray<NameGlob> globs, string reference)
    {
        if (globs.Any(glob => !glob.IsExact)) return $"regex.match({RegoText.Quote(Expression(globs))}, {reference})";
        return globs.Length == 1 ? $"{reference} == {RegoText.Quote(globs[0].Text)}" : $"{reference} in {RegoText.Set(globs.Select(glob => glob.Text))}";
    }

    /// <summary>Spells globs as one regular expression of RE2 for the whole name.</summary>
    private static string Expression(ImmutableArray<NameGlob> globs) => $"^(?:{string.Join('|', globs.Select(Expression))})$";

    private static string Expression(NameGlob glob)
    {
        var text = new StringBuilder();
        for (var i = 0; i < glob.Text.Length; i++)
        {
            var character = glob.Text[i];
            if (character == '*' && i + 1 < glob.Text.Length && glob.Text[i + 1] == '*')
            {
                text.Append("(?s:.*)");
                i++;
            }
            else if (character == '*')
            {
                text.Append("[^./:]*");
            }
            else
            {
                text.Append(character == '.' ? "\\." : character);
            }
        }

        return text.ToString();
    }
}
