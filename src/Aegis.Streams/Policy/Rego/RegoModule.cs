using System.Globalization;
using System.Text;

namespace Aegis.Streams.Policy.Rego;

/// <summary>A module in the making: blocks of text in order, in the form that `opa fmt` leaves alone. Equal definitions are one.</summary>
internal sealed class RegoModule
{
    private readonly List<string> _blocks = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Gets the number of blocks, a place to add one before later ones.</summary>
    public int Position => _blocks.Count;

    public void Add(string block) => _blocks.Add(block);

    public void Insert(int position, string block) => _blocks.Insert(position, block);

    /// <summary>Defines a rule or function of one or more clauses, unless an equal one is there.</summary>
    /// <param name="prefix">What its name begins with.</param>
    /// <param name="parameter">The function's parameter; empty: a rule.</param>
    /// <param name="clauses">The lines of each body; one holding is enough.</param>
    /// <returns>What stands for it.</returns>
    public RegoTerm Define(string prefix, string parameter, IReadOnlyList<IReadOnlyList<string>> clauses)
    {
        if (clauses.Count == 0) return RegoTerm.Never;
        if (clauses.Any(lines => lines.Count == 0)) return RegoTerm.Always;
        var head = parameter.Length == 0 ? "\u0001" : $"\u0001({parameter})";
        var text = string.Join("\n\n", clauses.Select(lines => prefix + Clause(head, lines)));
        if (_names.TryGetValue(text, out var known)) return RegoTerm.Of(known);

        var number = _counts[prefix] = _counts.GetValueOrDefault(prefix) + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}_{number}");
        _names.Add(text, name);
        Add(Named(text, name));
        return RegoTerm.Of(name);
    }

    /// <summary>Spells one clause.</summary>
    public static string Clause(string head, IReadOnlyList<string> lines) =>
        lines.Count == 0 ? head : $"{head} if {{\n{string.Join('\n', lines.Select(line => $"\t{line}"))}\n}}";

    public bool Mentions(string text) => _blocks.Any(block => block.Contains(text, StringComparison.Ordinal));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var block in _blocks) text.Append(text.Length == 0 ? "" : "\n\n").Append(block);
        return text.Append('\n').ToString();
    }

    private static string Named(string text, string name)
    {
        var prefix = text[..text.IndexOf('\u0001', StringComparison.Ordinal)];
        return text.Replace(prefix + "\u0001", name, StringComparison.Ordinal);
    }
}
