namespace Aegis.Streams.Tests.Repository;

public sealed class SourceFileTests
{
    // Long enough for a table of data or a state machine in one piece; what outgrows it has a seam.
    private const int MaxLines = 350;

    [Fact]
    public void SourceFiles_FitAReadersHead() =>
        Faults.AssertNone(
            from file in RepositoryTree.Instance.Files
            where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            let lines = RepositoryTree.Read(file).Count(character => character == '\n')
            where lines > MaxLines
            select $"{file} has {lines} lines");
}
