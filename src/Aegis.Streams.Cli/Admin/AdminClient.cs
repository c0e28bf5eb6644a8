using System.Net.Http.Headers;
using System.Net.Security;
using System.Text.Json;

namespace Aegis.Streams.Cli.Admin;

/// <summary>Asks an admin port.</summary>
internal sealed class AdminClient : IDisposable
{
    private readonly HttpClient _http;

    public AdminClient(Uri url, string token, SslClientAuthenticationOptions tls, TimeSpan timeout)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ActivityHeadersPropagator = null, SslOptions = tls }) { BaseAddress = url, Timeout = timeout };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">JSON to send; <see langword="null"/>: nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CliRefusalException">Nobody answers, or the port refuses.</exception>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            return response.IsSuccessStatusCode ? document.RootElement.Clone() : throw CliRefusalException.Fault(Describe(document.RootElement));
        }
        catch (HttpRequestException fault)
        {
            throw CliRefusalException.Fault($"the admin port at {_http.BaseAddress} does not answer: {fault.Message}", fault);
        }
        catch (JsonException fault)
        {
            throw CliRefusalException.Fault($"what answers at {_http.BaseAddress} is no admin port of Aegis", fault);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw CliRefusalException.Fault($"the admin port at {_http.BaseAddress} did not answer in time", fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Describe(JsonElement problem) =>
        problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("code", out var code) && problem.TryGetProperty("detail", out var detail) ? $"{code}: {detail}" : "the admin port refused and does not say why";
}
