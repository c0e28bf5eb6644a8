using System.Net;

namespace Aegis.Streams.Server.Hosting;

/// <summary>Where a door listens.</summary>
/// <param name="Address">The address.</param>
/// <param name="Tls">The certificate; <see langword="null"/>: plain text.</param>
public sealed record FacadeEndpoint(IPEndPoint Address, TlsFiles? Tls);
