namespace Aegis.Streams.Policy.Files;

/// <summary>What the names of files say of their content. Case does not count: on which system a file was named must not decide whether a prohibition is read.</summary>
public static class PolicyFileName
{
    // A schema for editors may lie beside the policies.
    private const string SchemaSuffix = ".schema.json";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>Says whether a file holds policies.</summary>
    /// <param name="file">The name, or the path.</param>
    public static bool IsPolicies(string file) =>
        Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) && !IsTests(file) && !IsSchema(file);

    /// <summary>Says whether a file holds tests of policies.</summary>
    /// <param name="file">The name, or the path.</param>
    public static bool IsTests(string file) => file.EndsWith(PolicyLoader.TestSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether a file holds a schema.</summary>
    /// <param name="file">The name, or the path.</param>
    public static bool IsSchema(string file) => file.EndsWith(SchemaSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether a file is JSON; all others are YAML.</summary>
    /// <param name="file">The name, or the path.</param>
    public static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
}
