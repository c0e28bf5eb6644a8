using System.Text;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Tests.Dlp.Scanning;

/// <summary>A field that is a UUID is nothing else, unless its key says so.</summary>
public sealed class UuidShapeTests
{
    [Theory]
    [InlineData("0e8dd7ce-6b0c-4b6e-9b1f-2f2b6f3f8b1a", true)]
    [InlineData("0E8DD7CE-6B0C-4B6E-9B1F-2F2B6F3F8B1A", true)]
    [InlineData("20255501-4325-4111-1111-111111111111", true)]
    [InlineData("0e8dd7cg-6b0c-4b6e-9b1f-2f2b6f3f8b1a", false)]
    [InlineData("0e8dd7ce.6b0c.4b6e.9b1f.2f2b6f3f8b1a", false)]
    [InlineData("0e8dd7ce-6b0c-4b6e-9b1f-2f2b6f3f8b1", false)]
    public void Shape_IsThatOfTheTextForm(string text, bool expected) => Assert.Equal(expected, UuidShape.IsOne(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("20255501-4325-4111-1111-111111111111")]
    [InlineData("41555501-9000-4111-8111-222222222222")]
    public void Uuid_IsNoNumber(string text)
    {
        Assert.Empty(Found.InJson($$"""{"session":"{{text}}"}"""));
        Assert.Empty(Found.InRecord("session,note", $"{text},{text}\n"));
    }

    [Fact]
    public void UuidOfASecretKey_IsOne() =>
        Assert.Equal(["SECRET 0e8dd7ce-6b0c-4b6e-9b1f-2f2b6f3f8b1a"], Found.InJson("""{"api_key":"0e8dd7ce-6b0c-4b6e-9b1f-2f2b6f3f8b1a"}"""));
}
