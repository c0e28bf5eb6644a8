using Aegis.Streams.Policy.Rules;

namespace Aegis.Streams.Policy.Language.Writing;

/// <summary>Writes rules and declared tools of compiled content.</summary>
internal static class RuleWriter
{
    /// <summary>Writes a rule.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="owner">What its id begins with, with the slash.</param>
    /// <exception cref="ArgumentException">The id begins with something else.</exception>
    public static void Write(CanonicalJson json, PolicyRule rule, string owner)
    {
        if (!rule.Id.StartsWith(owner, StringComparison.Ordinal)) throw new ArgumentException($"The rule {rule.Id} does not belong to {owner}.", nameof(rule));
        json.OpenObject();
        json.Write("id", rule.Id[owner.Length..]);
        json.Write("effect", PolicyWords.Of(rule.Effect));
        if (rule.IsObserved) json.Write("mode", PolicyWords.Observe);
        WriteWho(json, rule.Who);
        WriteWhat(json, rule.What);
        var parts = ConditionForm.Parts(ConditionForm.Of(rule.When));
        if (!parts.IsEmpty) ConditionWriter.WriteList(json, "when", parts);
        json.Write("accepts", rule.Accepts);
        if (rule.AcceptsUnknown) json.Write("unknown_parameters", PolicyWords.Allow);
        if (rule.Catalog is { } catalog) WriteCatalog(json, catalog);
        if (rule.Dlp is { } dlp) WriteDlp(json, dlp);
        if (rule.Approval is { } approval) WriteApproval(json, approval);
        if (rule.FailsOpen) json.Write("on_error", PolicyWords.Allow);
        json.Write("code", rule.Code?[PolicyWords.CodePrefix.Length..]);
        json.Write("message", rule.Message);
        json.Write("hint", rule.Hint);
        json.Write("docs", rule.Docs);
        json.CloseObject();
    }

    public static void Write(CanonicalJson json, ToolDeclaration tool)
    {
        json.OpenObject();
        json.Write("name", tool.Tool.Text);
        json.Write("actions", tool.Actions);
        if (tool.Class is { } toolClass) json.Write("class", PolicyWords.Of(toolClass));
        if (tool.AcceptsUnknown) json.Write("unknown_parameters", PolicyWords.Allow);
        json.Write("parameters", tool.Parameters);
        json.CloseObject();
    }

    private static void WriteWho(CanonicalJson json, Subject who)
    {
        if (who.Agents.IsEmpty && who.Groups.IsEmpty && who.Roles.IsEmpty && who.Tenants.IsEmpty) return;
        json.Key("who");
        json.OpenObject();
        json.Write("agents", who.Agents);
        json.Write("groups", who.Groups);
        json.Write("roles", who.Roles);
        json.Write("tenants", who.Tenants);
        json.CloseObject();
    }

    private static void WriteWhat(CanonicalJson json, Target what)
    {
        if (what.Tools.IsEmpty && what.Actions.IsEmpty && what.Classes.IsEmpty) return;
        json.Key("what");
        json.OpenObject();
        json.Write("tools", what.Tools);
        json.Write("actions", what.Actions);
        json.WriteTexts("class", CanonicalSets.Of(what.Classes).Select(PolicyWords.Of));
        json.CloseObject();
    }

    private static void WriteCatalog(CanonicalJson json, CatalogDemand catalog)
    {
        json.Key("catalog");
        json.OpenObject();
        json.Write("sku", catalog.Sku.Text);
        json.Write("price", catalog.Price?.Text);
        json.Write("currency", catalog.Currency?.Text);
        json.Write("discount", catalog.Discount?.Text);
        json.WriteTexts("optional", catalog.OptionalKeys);
        json.CloseObject();
    }

    private static void WriteDlp(CanonicalJson json, DlpDemand dlp)
    {
        json.Key("dlp");
        json.OpenObject();
        json.Write("profile", dlp.Profile);
        json.Write("parameters", dlp.Paths);
        json.CloseObject();
    }

    private static void WriteApproval(CanonicalJson json, ApprovalDemand approval)
    {
        json.Key("approval");
        json.OpenObject();
        json.Write("group", approval.Group);
        json.Write("expires", DurationText.Format(approval.Expires));
        json.Write("quorum", approval.Quorum);
        json.CloseObject();
    }
}
