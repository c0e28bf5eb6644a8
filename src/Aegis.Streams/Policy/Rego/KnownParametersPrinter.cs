using System.Collections.Immutable;
using System.Globalization;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>
/// Prints which parameters are known: for every permit those that it names, and those of the declarations that match the call. A base
/// permit counts the declarations of the base only, so that a layer loosens nothing.
/// </summary>
internal sealed class KnownParametersPrinter(RegoModule module, ImmutableArray<PolicyDocument> documents)
{
    /// <summary>Adds what the matching declarations say.</summary>
    public void PrintDeclarations()
    {
        foreach (var document in documents)
        {
            foreach (var tool in document.Tools)
            {
                string[] lines = [.. ScopePrinter.Layer(document.Tenant), .. ScopePrinter.Call([tool.Tool], tool.Actions)];
                var scope = ScopeOf(document);
                var comment = $"# {RegoText.Comment(document.Name)}: tool {tool.Tool.Text}\n";
                if (tool.Class is { } declared) module.Add(comment + RegoModule.Clause($"aegis_declared_classes contains \"{scope} {ScopePrinter.ClassName(declared)}\"", lines));
                if (tool.AcceptsUnknown) module.Add(comment + RegoModule.Clause($"aegis_{scope}_accepts_unknown", lines.Length > 0 ? lines : ["is_object(input)"]));
                if (!tool.Parameters.IsEmpty)
                    module.Add(comment + RegoModule.Clause($"aegis_{scope}_parameters contains path", [.. lines, $"some path in {Paths(tool.Parameters)}"]));
            }
        }
    }

    /// <summary>Prints the demand of a permit that every parameter is known.</summary>
    /// <returns>The lines of the permit's body.</returns>
    public string[] Lines(PolicyDocument document, Rules.PolicyRule permit)
    {
        if (permit.AcceptsUnknown) return [];
        string[] scopes = document.Tenant is null ? ["base"] : ["base", "layer"];
        var declared = scopes.Where(scope => Has(scope, tool => !tool.Parameters.IsEmpty)).Select(scope => $"aegis_{scope}_parameters").ToArray();
        var named = Spelt(ConditionWalk.Known(permit)).ToArray();
        var own = named.Length == 0 ? "set()" : $"{{{string.Join(", ", named)}}}";

        var known = declared.Length == 0 ? own : $"union({{{string.Join(", ", [own, .. declared])}}})";
        var clauses = new List<string[]> { new[] { $"aegis_covers({known})" } };
        clauses.AddRange(scopes.Where(scope => Has(scope, tool => tool.AcceptsUnknown)).Select(scope => new[] { $"aegis_{scope}_accepts_unknown" }));
        return clauses.Count == 1 ? clauses[0] : [module.Define("aegis_known", "", clauses).Name!];
    }

    /// <summary>
    /// Adds the arguments' parts, by path and type of value, as deep as the longest path that anything names: what lies deeper is known if what
    /// it lies in is. Rego knows no recursion, so every level is a rule.
    /// </summary>
    public void PrintParts()
    {
        var named = documents.SelectMany(document => document.Tools).SelectMany(tool => tool.Parameters)
            .Concat(documents.SelectMany(document => document.Rules).SelectMany(ConditionWalk.Known));
        var depth = named.Select(path => path.Steps.Length).DefaultIfEmpty().Max();
        module.Add("aegis_parts_1 contains {\"path\": [name], \"value\": value} if {\n\tsome name, value in input.args\n}");
        for (var level = 2; level <= depth; level++)
            module.Add(string.Create(CultureInfo.InvariantCulture, $$"""
                aegis_parts_{{level}} contains {"path": array.concat(part.path, [aegis_step(taken)]), "value": value} if {
                	some part in aegis_parts_{{level - 1}}
                	some taken, value in part.value
                }
                """));
        for (var level = 1; level <= Math.Max(depth, 1); level++)
            module.Add(string.Create(CultureInfo.InvariantCulture, $"aegis_parts contains {{\"path\": part.path, \"type\": type_name(part.value)}} if {{\n\tsome part in aegis_parts_{level}\n}}"));
    }

    private static string ScopeOf(PolicyDocument document) => document.Tenant is null ? "base" : "layer";

    private static IEnumerable<string> Spelt(IEnumerable<ParameterPath> paths) => paths.Select(RegoText.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Paths(ImmutableArray<ParameterPath> paths) => RegoText.Array(Spelt(paths));

    private bool Has(string scope, Func<ToolDeclaration, bool> isSo) => documents.Any(document => ScopeOf(document) == scope && document.Tools.Any(isSo));
}
