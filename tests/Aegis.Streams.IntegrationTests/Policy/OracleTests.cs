namespace Aegis.Streams.IntegrationTests.Policy;

public sealed class OracleTests
{
    private const string Skip = "$XunitDynamicSkip$";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    public void MissingProgram_SkipsTheTestWithTheReason(string? required) =>
        Assert.StartsWith($"{Skip}There is no opa.", Fault("There is no opa.", required).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public void MissingProgramThatIsRequired_FailsTheTest(string required) =>
        Assert.Equal($"There is no opa. AEGIS_REQUIRE_ORACLES={required} does not let this test be skipped.", Fault("There is no opa.", required).Message);

    private static Exception Fault(string reason, string? required)
    {
        try
        {
            Oracle.IsMissing(reason, required);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault;
        }

        throw new InvalidOperationException("The test goes on without the program.");
    }
}
