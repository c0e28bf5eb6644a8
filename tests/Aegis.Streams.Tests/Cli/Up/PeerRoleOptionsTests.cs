namespace Aegis.Streams.Tests.Cli.Up;

/// <summary>Options of peers that do not fit each other are refused before anything starts.</summary>
public sealed class PeerRoleOptionsTests
{
    [Theory]
    [InlineData("--peer-listen, --advertise and --peers go with the role facade", "--peers", "aegis-2.example:9443")]
    [InlineData("--peer-listen and --advertise go together: where this instance listens, and how others reach it", "--roles", "streams,facade", "--peer-listen", "127.0.0.1:9443")]
    [InlineData("instances call each other over mutual TLS: give --tls-cert, --tls-key, --peer-ca and --peer-names", "--roles", "streams,facade", "--peers", "aegis-2.example:9443")]
    [InlineData(
        "instances call each other over mutual TLS: give --tls-cert, --tls-key, --peer-ca and --peer-names",
        "--roles", "streams,facade", "--peers", "aegis-2.example:9443", "--tls-cert", "c", "--tls-key", "k", "--peer-ca", "a")]
    [InlineData(
        "--plaintext-peers is for loopback alone: the peer aegis-2.example:9443 would be called in plain text, and is not a loopback address",
        "--roles", "streams,facade", "--plaintext-peers", "--peers", "127.0.0.1:9443,aegis-2.example:9443")]
    [InlineData(
        "--plaintext-peers is for loopback alone: peers listen in plain text on 0.0.0.0:9443, which is not loopback",
        "--roles", "streams,facade", "--plaintext-peers", "--peer-listen", "0.0.0.0:9443", "--advertise", "127.0.0.1:9443")]
    [InlineData(
        "--advertise aegis-1.example:9443 is not a loopback address, as --plaintext-peers demands; leave that out, and give --peer-ca and --peer-names",
        "--roles", "streams,facade", "--plaintext-peers", "--peer-listen", "127.0.0.1:9443", "--advertise", "aegis-1.example:9443")]
    [InlineData("--plaintext-peers excludes --peer-ca and --peer-names", "--roles", "streams,facade", "--plaintext-peers", "--peer-names", "spiffe://aegis/instance")]
    [InlineData("--peers: each must be HOST:PORT, such as aegis-1.example:9443 or [fd00::1]:9443, not `aegis-2`", "--roles", "streams,facade", "--peers", "127.0.0.1:9443,aegis-2")]
    [InlineData("--advertise must be HOST:PORT, such as aegis-1.example:9443 or [fd00::1]:9443, not `http://x:1`", "--roles", "streams,facade", "--advertise", "http://x:1")]
    public void WhatDoesNotFit_IsRefusedWithTheWayOut(string refusal, params string[] options)
    {
        var scene = new CliScene();

        Assert.NotEqual(0, scene.Run(["up", "--embedded", .. options]));
        Assert.Contains(refusal, scene.Error, StringComparison.Ordinal);
    }
}
