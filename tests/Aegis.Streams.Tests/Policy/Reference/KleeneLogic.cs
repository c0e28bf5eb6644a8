namespace Aegis.Streams.Tests.Policy.Reference;

internal static class KleeneLogic
{
    public static Kleene Of(bool value) => value ? Kleene.True : Kleene.False;

    public static Kleene And(IEnumerable<Kleene> parts) => parts.Append(Kleene.True).Min();

    public static Kleene Or(IEnumerable<Kleene> parts) => parts.Append(Kleene.False).Max();

    public static Kleene Not(Kleene part) => Kleene.True - (int)part;
}
