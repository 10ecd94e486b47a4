using System.Text;

namespace Lambda.Native.Tasks;

/// <summary>Tells files that most likely hold a secret, by their names and, where the name alone does not tell, by what they begin with.</summary>
internal static class SecretFiles
{
    private const int LengthRead = 64 << 10;

    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        ".env", ".netrc", ".npmrc", ".pypirc", "appsettings.Development.json", "credentials.json", "id_dsa", "id_ecdsa", "id_ed25519", "id_rsa", "secrets.json",
    };

    private static readonly HashSet<string> s_extensions = new(StringComparer.OrdinalIgnoreCase) { ".jks", ".key", ".kdbx", ".p12", ".pem", ".pfx", ".ppk", ".publishsettings" };

    internal static bool LooksLikeOne(PackageFile file)
    {
        string name = file.TargetPath.Substring(file.TargetPath.LastIndexOf('/') + 1);
        if (s_names.Contains(name) || name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase))
            return true;
        string extension = Path.GetExtension(name);
        return s_extensions.Contains(extension) && !(extension.Equals(".pem", StringComparison.OrdinalIgnoreCase) && HoldsOnlyCertificates(file.Source));
    }

    /// <summary>The certificates of authorities, which many functions bring along for their database, are public.</summary>
    private static bool HoldsOnlyCertificates(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var text = new StringBuilder();
            var buffer = new byte[LengthRead];
            int read;
            while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
            string content = text.ToString();
            return content.Contains("-----BEGIN CERTIFICATE-----") && !content.Contains("PRIVATE KEY-----");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Packing it will say why it cannot be read.
            return false;
        }
    }
}
