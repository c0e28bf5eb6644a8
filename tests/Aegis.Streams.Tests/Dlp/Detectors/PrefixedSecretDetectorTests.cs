namespace Aegis.Streams.Tests.Dlp.Detectors;

/// <summary>
/// A token of each prefix, and the same one too short, too long or with another check value. The check values were made by another CRC-32. Tokens are put
/// together here, so that no scanner of secrets takes them for real.
/// </summary>
public sealed class PrefixedSecretDetectorTests
{
    private const string Base62Of24 = "kJ8mN2pQ5vX1wZ4tR7yL9bC3";
    private const string Base62Of30 = "kJ8mN2pQ5vX1wZ4tR7yL9bC3dF6gH0";
    private const string Checked = Base62Of30 + "2yuwUC";

    [Theory]
    [InlineData("AKIA", "Z7QX2M4RTVB5KLWD")]
    [InlineData("ASIA", "Z7QX2M4RTVB5KLWD")]
    [InlineData("ABIA", "Z7QX2M4RTVB5KLWD")]
    [InlineData("ACCA", "Z7QX2M4RTVB5KLWD")]
    [InlineData("ghp_", Checked)]
    [InlineData("gho_", Checked)]
    [InlineData("ghu_", Checked)]
    [InlineData("ghs_", "Xq7Lm2Vt9Rb4Ks8Zp1Wn6Yd3Hf5Gc03AGQyk")]
    [InlineData("ghr_", "00aB3dX9qLm2vKw8Zr5Tn7Yp4Hs6Gf3afpK2")]
    [InlineData("ghr_", Base62Of30 + Base62Of30 + "Q8w2Zr5Tn7" + "0gM6V9")]
    [InlineData("npm_", Checked)]
    [InlineData("github_pat_", "11ABCDEFG0" + Base62Of24 + "_" + Base62Of24)]
    [InlineData("glpat-", "kJ8mN2pQ5vX1wZ4tR7yL")]
    [InlineData("xoxa-", "2-1234567890-abcdefGHIJKL")]
    [InlineData("xoxb-", "1234567890-abcdefGHIJKL")]
    [InlineData("xoxp-", "1234567890-abcdefGHIJKL")]
    [InlineData("xoxr-", "1234567890-abcdefGHIJKL")]
    [InlineData("xoxs-", "1234567890-abcdefGHIJKL")]
    [InlineData("sk_live_", Base62Of24)]
    [InlineData("rk_live_", Base62Of24)]
    [InlineData("sk-ant-", "api03-" + Base62Of24)]
    [InlineData("sk-proj-", Base62Of24)]
    [InlineData("AIza", "SyD3kQpVx8LmN4oRtUwYz1A2bC5dE6fG7hI")]
    [InlineData("SG.", "kJ8mN2pQ5vX1wZ4tR7yL9b.kJ8mN2pQ5vX1wZ4tR7yL9bC3dF6gH0jK1lM2nO3pQ4r")]
    [InlineData("hf_", Base62Of30)]
    [InlineData("dop_v1_", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("shpat_", "9f86d081884c7d659a2feaa0c55ad015")]
    public void Token_IsFoundWhole(string prefix, string body)
    {
        Assert.Equal([$"SECRET {prefix}{body}"], Found.InText($"see {prefix}{body}, now"));
        Assert.Equal([$"SECRET {prefix}{body}"], Found.InJson($$"""{"x":"{{prefix}}{{body}}"}"""));
    }

    [Theory]
    [InlineData("AKIA", "Z7QX2M4RTVB5KLW")]
    [InlineData("AKIA", "Z7QX2M4RTVB5KLWDA")]
    [InlineData("ASIA", "z7qx2m4rtvb5klwd")]
    [InlineData("ghp_", Base62Of30 + "2yuwUD")]
    [InlineData("gho_", Base62Of30 + "000000")]
    [InlineData("ghs_", Base62Of30 + "2yuwU")]
    [InlineData("npm_", Base62Of30 + "2yuwUc")]
    [InlineData("github_pat_", "11ABCDEFG0")]
    [InlineData("glpat-", "kJ8mN2pQ5vX1wZ4tR7y")]
    [InlineData("xoxc-", "1234567890-abcdefGHIJKL")]
    [InlineData("xoxb-", "abc")]
    [InlineData("sk_live_", "abc")]
    [InlineData("sk_live_", "aaaaaaaabbbbbbbb")]
    [InlineData("sk-ant-", "api03-abc")]
    [InlineData("AIza", "SyD3kQpVx8LmN4oRtUwYz1A2bC5dE6fG7h")]
    [InlineData("SG.", "kJ8mN2pQ5vX1wZ4tR7yL9b")]
    [InlineData("hf_", "transformers")]
    [InlineData("dop_v1_", "9f86d081884c7d65")]
    [InlineData("shpat_", "9f86d081884c7d65")]
    public void NearMiss_IsSilent(string prefix, string body) => Assert.Empty(Found.InText($"see {prefix}{body}, now"));
}
