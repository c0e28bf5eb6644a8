using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Streams.Server.Callers;

/// <summary>The names that a certificate carries.</summary>
internal static class CertificateNames
{
    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);

    /// <summary>Finds them: URIs (RFC 5280 section 4.2.1.6), then DNS names, then the subject.</summary>
    public static IEnumerable<string> Of(X509Certificate2 certificate) => [.. Alternative(certificate, Uri), .. Alternative(certificate, Dns), certificate.Subject];

    private static List<string> Alternative(X509Certificate2 certificate, Asn1Tag kind)
    {
        var names = new List<string>();
        if (certificate.Extensions[AlternativeNames] is not { } extension) return names;
        try
        {
            var list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (list.HasData)
            {
                if (list.PeekTag() == kind) names.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, kind));
                else list.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            // What cannot be read names nobody.
            names.Clear();
        }

        return names;
    }
}
