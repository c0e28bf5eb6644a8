using System.Collections.Immutable;
using System.Text;
using Aegis.Streams.Policy.Language;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Policy;

/// <summary>Loads policies in the short form (`docs/policy.md`) from files.</summary>
public static class PolicyLoader
{
    /// <summary>The largest file that is read.</summary>
    public const int MaxFileBytes = 1 << 20;

    // A schema for editors may lie beside the policies.
    private const string SchemaSuffix = ".schema.json";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Loads a file, or all `*.yaml` and `*.yml` files of a folder and the folders in it.</summary>
    /// <param name="path">The file or folder. A folder without policies gives the empty set.</param>
    /// <returns>The set, or the faults; a path that does not exist or cannot be read is one.</returns>
    public static PolicyLoading Load(string path)
    {
        var sources = ImmutableArray.CreateBuilder<PolicySource>();
        var errors = new List<PolicyError>();
        foreach (var file in Files(path, errors, ".yaml", ".yml")) ReadFile(file, sources, errors);
        return Load(sources, errors);
    }

    /// <summary>Loads texts.</summary>
    /// <param name="sources">The files' texts.</param>
    /// <returns>The set, or the faults.</returns>
    public static PolicyLoading Load(IEnumerable<PolicySource> sources) => Load(sources, []);

    /// <summary>Loads a file, or all `*.yaml`, `*.yml` and `*.json` files of a folder and the folders in it, in the general or the short form.</summary>
    /// <param name="path">The file or folder. A folder without policies gives none.</param>
    /// <returns>The policies, or the faults; a path that does not exist or cannot be read is one.</returns>
    public static DocumentLoading LoadDocuments(string path)
    {
        var sources = ImmutableArray.CreateBuilder<PolicySource>();
        var errors = new List<PolicyError>();
        foreach (var file in Files(path, errors, ".yaml", ".yml", ".json").Where(file => file == path || !file.EndsWith(SchemaSuffix, StringComparison.Ordinal))) ReadFile(file, sources, errors);
        return PolicyDocuments.Load(sources, errors);
    }

    /// <summary>Loads texts in the general or the short form.</summary>
    /// <param name="sources">The files' texts; those whose names end in `.json` are JSON, all others YAML.</param>
    /// <returns>The policies, or the faults.</returns>
    public static DocumentLoading LoadDocuments(IEnumerable<PolicySource> sources) => PolicyDocuments.Load(sources, []);

    private static PolicyLoading Load(IEnumerable<PolicySource> sources, List<PolicyError> errors)
    {
        var policies = new Dictionary<(string?, string), (AgentPolicy Policy, string Place)>();
        foreach (var (file, text) in sources)
        {
            foreach (var root in YamlReader.Read(text, "policies", fault => errors.Add(PolicyError.From(file, fault))))
            {
                if (new PolicyDocumentReader(file, errors).Read(root) is not { } policy) continue;
                var place = $"{file}:{root.Line}";
                if (policies.TryAdd((policy.Tenant, policy.Agent), (policy, place))) continue;
                var first = policies[(policy.Tenant, policy.Agent)].Place;
                var whose = policy.Tenant is null ? "" : $" of tenant `{policy.Tenant}`";
                errors.Add(new PolicyError(
                    file, root.Line, root.Column, $"agent `{policy.Agent}`{whose} has a policy already, at {first}; merge the two"));
            }
        }

        return errors.Count > 0
            ? new PolicyLoading(null, [.. errors])
            : new PolicyLoading(new PolicySnapshot(policies.Values.Select(loaded => loaded.Policy)), []);
    }

    private static string[] Files(string path, List<PolicyError> errors, params string[] extensions)
    {
        try
        {
            if (File.Exists(path)) return [path];
            if (Directory.Exists(path))
            {
                return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => extensions.Contains(Path.GetExtension(file)))
                    .Order(StringComparer.Ordinal)
                    .ToArray();
            }

            errors.Add(new PolicyError(path, 0, 0, "there is no such file or folder"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PolicyError(path, 0, 0, $"cannot be read: {fault.Message}"));
        }

        return [];
    }

    private static void ReadFile(string file, ImmutableArray<PolicySource>.Builder sources, List<PolicyError> errors)
    {
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes) errors.Add(new PolicyError(file, 0, 0, "is larger than 1 MiB; split it"));
            else sources.Add(new PolicySource(file, StrictUtf8.GetString(File.ReadAllBytes(file)))); // A reader of text would follow a byte order mark into UTF-16.
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new PolicyError(file, 0, 0, "is not UTF-8 text"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.Add(new PolicyError(file, 0, 0, $"cannot be read: {fault.Message}"));
        }
    }
}
