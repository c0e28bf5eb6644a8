namespace Aegis.Streams.Policy.Language;

/// <summary>Bounds of what policies may hold, so that no text makes a set that cannot be decided on in time.</summary>
internal static class PolicyLimits
{
    /// <summary>The most rules of a set, those of tools and of the short form among them.</summary>
    public const int MaxRules = 100_000;

    /// <summary>The most tools that a set declares. Declarations with patterns are compared with all others.</summary>
    public const int MaxTools = 10_000;

    /// <summary>The most conditions of a rule, with its fragments written out; `any`, `all` and `not` do not count.</summary>
    public const int MaxConditions = 64;

    /// <summary>How deep conditions nest, with fragments written out.</summary>
    public const int MaxDepth = 8;

    /// <summary>The most items of a list of values.</summary>
    public const int MaxValues = 1_000;

    /// <summary>The most rules, tools or fragments of one document.</summary>
    public const int MaxEntries = MaxRules;

    /// <summary>The longest literal, affix or attribute value, in code points.</summary>
    public const int MaxLiteral = 1_024;

    /// <summary>How far from the point, either way, digits of a number may be. No parameter is further than 10,000 away.</summary>
    public const int MaxNumberPlaces = 1_000;

    /// <summary>The longest message or hint, in code points.</summary>
    public const int MaxMessage = 512;
}
