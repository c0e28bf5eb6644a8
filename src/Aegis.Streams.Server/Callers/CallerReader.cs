using System.Collections.Frozen;
using Aegis.Streams.Identity;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Callers;

/// <summary>Makes the register of callers of a document.</summary>
internal sealed class CallerReader(YamlFault report)
{
    private const int HashLength = 64;
    private const int MaxCertificateName = 1024;
    private static readonly FrozenSet<string> Everything = new[] { Caller.Every }.ToFrozenSet(StringComparer.Ordinal);

    private readonly YamlExpectations _expect = new(report);
    private readonly Dictionary<string, Caller> _byToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Caller> _byCertificate = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads the document. What is wrong is reported; the register then is of no use.</summary>
    public CallerRegister? Read(YamlNode document)
    {
        if (_expect.Mapping(document, "a file of callers", "callers") is not { } root) return null;
        foreach (var item in _expect.Items(_expect.Required(root, "callers"), "callers")) ReadCaller(item);
        return CallerRegister.Of(_byToken, _byCertificate);
    }

    private void ReadCaller(YamlNode node)
    {
        if (_expect.Mapping(node, "a caller", "name", "token_sha256", "certificate", "tenants", "agents", "bundles", "metrics") is not { } mapping) return;
        var name = _expect.Text(_expect.Required(mapping, "name"), "name", AgentNames.Rule, AgentNames.IsValid);
        if (name is not null && !_names.Add(name)) _expect.Fault(node, $"the caller `{name}` is there twice", "give each a name of its own");
        var (bundles, metrics) = (Flag(mapping, "bundles"), Flag(mapping, "metrics"));

        // Who only follows the policies, or watches, need not be able to ask for anybody.
        var tenants = bundles || metrics ? Names(mapping.Find("tenants"), "tenants") : Names(_expect.Required(mapping, "tenants"), "tenants");
        var agents = mapping.Find("agents") is { } listed ? Names(listed, "agents") : Everything;
        var (token, certificate) = (mapping.Find("token_sha256"), mapping.Find("certificate"));
        if (token is null == certificate is null)
        {
            _expect.Fault(node, "a caller has either `token_sha256` or `certificate`", "give one of them; a service with both is two callers");
            return;
        }

        var caller = new Caller { Name = name ?? "", Tenants = tenants, Agents = agents, MayFetchBundles = bundles, MayReadMetrics = metrics };

        // What stands there by mistake is most likely the token itself.
        if (token is not null) Add(_byToken, token, "token_sha256", _expect.Secret(token, "token_sha256", "must be the SHA-256 of the token, 64 hex digits in lower case", IsHash), caller);
        else Add(_byCertificate, certificate!, "certificate", _expect.Text(certificate, "certificate", "must be a name in the client's certificate, of 1 to 1,024 characters", IsCertificateName), caller);
    }

    private void Add(Dictionary<string, Caller> callers, YamlNode node, string key, string? credential, Caller caller)
    {
        if (credential is not null && !callers.TryAdd(credential, caller))
            _expect.Fault(node, $"two callers have this `{key}`", "a credential names one caller");
    }

    private bool Flag(YamlMapping mapping, string key) =>
        mapping.Find(key) is { } node && _expect.Text(node, key, "must be true or false", static text => text is "true" or "false") == "true";

    private FrozenSet<string> Names(YamlNode? node, string key)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in _expect.Items(node, key))
            if (_expect.Text(item, key, $"{AgentNames.Rule}, or \"*\" for all", text => text == Caller.Every || AgentNames.IsValid(text)) is { } name) names.Add(name);
        if (node is YamlSequence { Items.IsEmpty: true }) _expect.Fault(node, $"`{key}` names nobody", "name some, or \"*\" for all");
        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    private static bool IsHash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower);

    private static bool IsCertificateName(string text) => text.Length is > 0 and <= MaxCertificateName;
}
