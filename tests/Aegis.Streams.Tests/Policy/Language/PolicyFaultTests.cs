namespace Aegis.Streams.Tests.Policy.Language;

public sealed class PolicyFaultTests
{
    public static TheoryData<string, string[]> Shapes => [];

    public static TheoryData<string, string[]> ConditionShapes => [];
}
