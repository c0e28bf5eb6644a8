using System.Collections.Immutable;
using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Rego;

/// <summary>Prints policies as one module of Rego, `package aegis.policy`. The same policies give the same text, in whatever order they come.</summary>
internal sealed class RegoPrinter
{
    private static readonly string[] Sets = ["aegis_forbids", "aegis_approvals", "aegis_sanitizes", "aegis_base_permits", "aegis_layer_permits", "aegis_observed"];

    private readonly RegoModule _module = new();
    private readonly ImmutableArray<ExportRefusal>.Builder _refusals = ImmutableArray.CreateBuilder<ExportRefusal>();
    private readonly ImmutableArray<PolicyDocument> _documents;

    private readonly bool _layersDeclareClasses;

    private RegoPrinter(ImmutableArray<PolicyDocument> documents)
    {
        _documents = [.. documents.OrderBy(document => document.Tenant ?? "", StringComparer.Ordinal).ThenBy(document => document.Name, StringComparer.Ordinal)];
        _layersDeclareClasses = DeclaresClasses(document => document.Tenant is not null);
    }

    public static (string Text, ImmutableArray<ExportRefusal> Refusals) Print(ImmutableArray<PolicyDocument> documents)
    {
        var printer = new RegoPrinter(documents);
        printer.PrintAll();
        return (printer._module.ToString(), printer._refusals.ToImmutable());
    }

    private void PrintAll()
    {
        _module.Add("# Written by Aegis.Streams from YAML: change that, not this.\npackage aegis.policy");
        _module.Add(RegoPrelude.Decision);
        PrintLayers();
        PrintClasses();
        var known = new KnownParametersPrinter(_module, _documents);
        known.PrintDeclarations();
        PrintRules();
        foreach (var set in Sets.Where(set => !_module.Mentions($"\n{set} contains "))) _module.Add($"{set} := set()");
        foreach (var (use, text) in RegoPrelude.Functions)
            if (_module.Mentions(use)) _module.Add(text);
        if (_module.Mentions("aegis_parts")) known.PrintParts();
    }

    private void PrintLayers()
    {
        if (!_documents.Any(document => document.Tenant is null))
        {
            _module.Add(RegoPrelude.PermittedByLayer);
            return;
        }

        _module.Add(RegoPrelude.PermittedByBase);
        var layers = _documents.Where(document => document.IsNarrowing).ToArray();
        foreach (var document in layers)
            _module.Add($"# {RegoText.Comment(document.Name)}\n" + RegoModule.Clause(
                "aegis_narrowed", [.. ScopePrinter.Layer(document.Tenant), .. ScopePrinter.Name(document.Narrows, "input.agent")]));
        if (layers.Length == 0) _module.Add("aegis_narrowed := false");
    }

    private void PrintClasses()
    {
        _module.Add(DeclaresClasses(document => document.Tenant is null) ? RegoPrelude.DeclaredClass : RegoPrelude.ClaimedClass);
        if (_layersDeclareClasses) _module.Add(RegoPrelude.LayerClass);
    }

    private bool DeclaresClasses(Func<PolicyDocument, bool> isMeant) => _documents.Where(isMeant).Any(document => document.Tools.Any(tool => tool.Class is not null));

    private void PrintRules()
    {
        var rules = new RulePrinter(_module, _documents, _layersDeclareClasses ? "aegis_layer_class" : "aegis_class");
        foreach (var document in _documents)
        {
            foreach (var rule in document.Rules.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            {
                try
                {
                    rules.Print(document, rule);
                }
                catch (RegoRefusedException refused)
                {
                    _refusals.Add(new ExportRefusal(rule.Id, refused.Message));
                }
            }
        }
    }
}
