using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Language;

/// <summary>Describes the language for editors and readers.</summary>
public static class PolicyLanguage
{
    /// <summary>The address that names the schema.</summary>
    public const string SchemaId = "urn:aegis:v1:policy";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes the JSON Schema (draft 2020-12) of one document, in the general or the short form.</summary>
    /// <returns>Indented JSON that ends in a line feed; the same on every machine.</returns>
    public static string WriteSchema() =>
        ShapeSchema.Write(SchemaId, "A policy of Aegis.Streams", PolicyGrammar.AgentPolicy, PolicyGrammar.Policy).ToJsonString(Indented) + "\n";

    /// <summary>Writes the tables of all keys as Markdown.</summary>
    /// <returns>The tables, without a heading of the first level.</returns>
    public static string WriteReference() => ShapeReference.Write(PolicyGrammar.Policy, PolicyGrammar.AgentPolicy);
}
