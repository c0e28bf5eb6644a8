namespace Aegis.Streams.Tests.Policy.Reference;

/// <summary>Patterns of names, tried out letter by letter.</summary>
internal static class ReferenceGlob
{
    public static bool Matches(string glob, string name)
    {
        if (glob.Length == 0) return name.Length == 0;
        if (glob.StartsWith("**", StringComparison.Ordinal))
            return Matches(glob[2..], name) || (name.Length > 0 && Matches(glob, name[1..]));
        if (glob[0] == '*')
            return Matches(glob[1..], name) || (name.Length > 0 && name[0] is not ('.' or '/' or ':') && Matches(glob, name[1..]));
        return name.Length > 0 && name[0] == glob[0] && Matches(glob[1..], name[1..]);
    }
}
