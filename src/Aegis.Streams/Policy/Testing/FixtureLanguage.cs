using System.Text.Encodings.Web;
using System.Text.Json;
using Aegis.Streams.Policy.Language.Shapes;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Describes files of tests for editors.</summary>
public static class FixtureLanguage
{
    /// <summary>The address that names the schema.</summary>
    public const string SchemaId = "urn:aegis:v1:policy-test";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes the JSON Schema (draft 2020-12) of a file of tests.</summary>
    /// <returns>Indented JSON that ends in a line feed; the same on every machine.</returns>
    public static string WriteSchema() =>
        ShapeSchema.Write(SchemaId, "Tests of policies of Aegis.Streams", FixtureGrammar.File).ToJsonString(Indented) + "\n";
}
