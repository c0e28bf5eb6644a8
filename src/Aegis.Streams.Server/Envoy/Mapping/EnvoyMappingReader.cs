using System.Collections.Immutable;
using Aegis.Streams.Identity;
using Aegis.Streams.Intents;
using Aegis.Streams.Policy;
using Aegis.Streams.Yaml;

namespace Aegis.Streams.Server.Envoy.Mapping;

/// <summary>Reads the document of a mapping.</summary>
internal sealed class EnvoyMappingReader(YamlFault report)
{
    private static readonly string[] KnownMethods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

    private static readonly string[] RouteKeys =
        ["name", "hosts", "methods", "path", "tenant", "agent", "tool", "action", "class", "id", "idempotency", "body", "parameters", "other_query", "egress"];

    private readonly YamlExpectations _expect = new(report);
    private readonly SourceReader _sources = new(new YamlExpectations(report));

    /// <summary>Reads the document. What is wrong is reported; the mapping then is of no use.</summary>
    public EnvoyMapping? Read(YamlNode root)
    {
        if (_expect.Mapping(root, "a mapping", "routes") is not { } document) return null;
        var routes = ImmutableArray.CreateBuilder<EnvoyRoute>();
        var node = _expect.Required(document, "routes");
        foreach (var item in _expect.Items(node, "routes"))
        {
            if (ReadRoute(item) is not { } route) continue;
            if (routes.FirstOrDefault(known => known.Name == route.Name) is not null) _expect.Fault(item, $"route `{route.Name}` is declared twice", "give each a name of its own");
            else if (routes.FirstOrDefault(known => Hides(known, route)) is { } first) _expect.Fault(item, $"route `{route.Name}` is never reached", $"`{first.Name}` before it has the same path, hosts and methods");
            routes.Add(route);
        }

        if (node is YamlSequence { Items.IsEmpty: true }) _expect.Fault(node, "`routes` has no route", "without one, everything is denied");
        return new EnvoyMapping(routes.ToImmutable());
    }

    private static bool Hides(EnvoyRoute first, EnvoyRoute second) =>
        first.Path.Text == second.Path.Text && second.Methods.All(first.Methods.Contains) && (first.Hosts.IsEmpty || (!second.Hosts.IsEmpty && second.Hosts.All(first.Hosts.Contains)));

    private EnvoyRoute? ReadRoute(YamlNode item)
    {
        if (_expect.Mapping(item, "a route", RouteKeys) is not { } route) return null;
        var name = _expect.Text(_expect.Required(route, "name"), "name", AgentNames.Rule, AgentNames.IsValid);
        PathTemplate? path = null;
        _expect.Text(_expect.Required(route, "path"), "path", PathTemplate.Rule, text => PathTemplate.TryParse(text, out path));
        var body = Word(route.Find("body"), "body", BodyUse.None, ("none", BodyUse.None), ("whole", BodyUse.Whole), ("fields", BodyUse.Fields));
        var context = new SourceContext(path, body);
        var tenant = _sources.ReadName(_expect.Required(route, "tenant"), "tenant", AgentNames.Rule, AgentNames.IsValid, context);
        var agent = _sources.ReadName(_expect.Required(route, "agent"), "agent", AgentNames.Rule, AgentNames.IsValid, context);
        var tool = _sources.ReadName(_expect.Required(route, "tool"), "tool", ToolNames.Rule, ToolNames.IsValid, context);
        var action = _sources.ReadName(_expect.Required(route, "action"), "action", ToolNames.Rule, ToolNames.IsValid, context);
        var callClass = _sources.ReadClass(_expect.Required(route, "class"));
        var methods = Texts(_expect.Required(route, "methods"), "methods", $"must be one of {string.Join(", ", KnownMethods)}", KnownMethods.Contains);
        var hosts = route.Find("hosts") is { } listed ? Texts(listed, "hosts", "must be a name in lower case without a port, such as api.example.com or *.example.com", IsHost) : [];
        var parameters = _sources.ReadParameters(route.Find("parameters"), context);
        var (idHeader, idempotency) = ReadId(route);
        var egress = ReadEgress(route.Find("egress"));
        var hasOtherQuery = Word(route.Find("other_query"), "other_query", false, ("deny", false), ("ignore", true));
        if (name is null || path is null || tenant is null || agent is null || tool is null || action is null || callClass is null) return null;
        return new EnvoyRoute
        {
            Name = name,
            Hosts = hosts,
            Methods = methods,
            Path = path,
            Tenant = tenant,
            Agent = agent,
            Tool = tool,
            Action = action,
            CallClass = callClass,
            IdHeader = idHeader,
            Idempotency = idempotency,
            Body = body,
            Parameters = parameters,
            HasOtherQuery = hasOtherQuery,
            EgressTarget = egress.Target,
            IsEgressOfRequest = egress.IsOfRequest,
        };
    }

    private (string? Header, IdempotencyUse Use) ReadId(YamlMapping route)
    {
        var header = route.Find("id") is { } node && _expect.Mapping(node, "`id`", "header") is { } id ? _sources.Header(_expect.Required(id, "header")) : null;
        var use = Word(route.Find("idempotency"), "idempotency", IdempotencyUse.None, ("none", IdempotencyUse.None), ("accepted", IdempotencyUse.Accepted), ("required", IdempotencyUse.Required));
        if (use != IdempotencyUse.None && route.Find("id") is null) _expect.Fault(route.Find("idempotency")!, "`idempotency` needs an `id`", "say which header has it: id: { header: idempotency-key }");
        return (header, use);
    }

    private (string? Target, bool IsOfRequest) ReadEgress(YamlNode? node)
    {
        if (node is YamlScalar { Text: "request" }) return (null, true);
        return (_expect.Text(node, "egress", $"must be `request`, or it {EnvelopeCheck.EgressTargetRule}", EnvelopeCheck.IsEgressTarget), false);
    }

    private ImmutableArray<string> Texts(YamlNode? node, string key, string rule, Func<string, bool> isValid)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in _expect.Items(node, key))
        {
            if (_expect.Text(item, key, rule, isValid) is not { } text) continue;
            if (texts.Contains(text)) _expect.Fault(item, $"`{text}` is there twice in `{key}`", "remove one");
            texts.Add(text);
        }

        if (node is YamlSequence { Items.IsEmpty: true }) _expect.Fault(node, $"`{key}` is empty", "name one, or leave the key out if it may be");
        return texts.ToImmutable();
    }

    private T Word<T>(YamlNode? node, string key, T usual, params (string Word, T Value)[] words)
    {
        if (node is null) return usual;
        foreach (var (word, value) in words)
            if (node is YamlScalar { IsNull: false } scalar && scalar.Text == word) return value;
        _expect.Fault(node, $"`{key}` must be {string.Join(" or ", words.Select(known => known.Word))}, not {node.Kind}", node is YamlScalar { IsPlain: true } given ? Spelling.Guess(given.Text, words.Select(known => known.Word)) : null);
        return usual;
    }

    private static bool IsHost(string text)
    {
        var name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return name.Length is > 0 and <= 253 && RequestTarget.IsHostName(name);
    }
}
