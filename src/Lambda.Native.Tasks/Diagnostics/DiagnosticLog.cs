using System.Globalization;
using System.Resources;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks;

/// <summary>Writes the diagnostics of Diagnostics.resx, each with its code and a link to its section in the documentation.</summary>
internal static class DiagnosticLog
{
    internal static readonly ResourceManager Texts = new("Lambda.Native.Tasks.Diagnostics.Diagnostics", typeof(DiagnosticLog).Assembly);

    internal static void Error(this TaskLoggingHelper log, string code, params object[] arguments) =>
        log.LogError(subcategory: null, code, helpKeyword: code, HelpLink(code), file: null, 0, 0, 0, 0, Text(code, arguments));

    internal static void Warning(this TaskLoggingHelper log, string code, params object[] arguments) =>
        log.LogWarning(subcategory: null, code, helpKeyword: code, HelpLink(code), file: null, 0, 0, 0, 0, Text(code, arguments));

    internal static string Text(string code, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, Texts.GetString(code) ?? throw new ArgumentException($"There is no diagnostic {code}.", nameof(code)), arguments);

    internal static string HelpLink(string code) =>
        "https://github.com/lambda-native/lambda-native/blob/main/docs/diagnostics.md#" + code.ToLowerInvariant();
}
