using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Aegis.Streams.Tests.Facade;

/// <summary>Idempotent calls of the door of HTTP.</summary>
internal sealed class HttpCalls(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", FacadeScene.Token) } };

    /// <summary>Asks for a decision of what says of itself that it reads.</summary>
    /// <param name="key">The id of the intent.</param>
    /// <param name="tool">The tool.</param>
    /// <returns>The status, how long to wait before the next try, and the body.</returns>
    public async Task<(int Status, string? RetryAfter, JsonElement Body)> DecideAsync(string key, string tool = "crm")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/decide")
        {
            Content = new StringContent($$"""{"tenant":"acme","agent":"sales-composer","tool":"{{tool}}","action":"read_account","call_class":"read","parameters":{"account":"a-1"} }""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, response.Headers.RetryAfter?.ToString(), JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
    }

    public void Dispose() => _http.Dispose();
}
