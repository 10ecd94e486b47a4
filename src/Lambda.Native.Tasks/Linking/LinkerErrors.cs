using System.Text.RegularExpressions;
using Microsoft.Build.Utilities;

namespace Lambda.Native.Tasks;

/// <summary>From what lld says to a line that names what is missing, who asks for it and the way out.</summary>
internal static class LinkerErrors
{
    private const int MostErrors = 10;

    internal static void Report(TaskLoggingHelper log, string linker, ToolRun? run)
    {
        int reported = 0;
        string[] lines = (run?.Output ?? "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < lines.Length && reported < MostErrors; i++)
        {
            if (Match(lines[i], @"error: undefined (?:\w+ )?symbol: (?<symbol>.+)$") is { } undefined)
                log.Error(CodeOf(undefined["symbol"].Value), undefined["symbol"].Value, Referrer(lines, i));
            else if (Match(lines[i], @"error: undefined reference due to --no-allow-shlib-undefined: (?<symbol>.+)$") is { } shared)
                log.Error("LN2013", Referrer(lines, i), shared["symbol"].Value);
            else if (Match(lines[i], @"error: (?:undefined reference to (?<symbol>\S+) .*|(?<library>.+): undefined reference to (?<symbol>\S+)) \[--no-allow-shlib-undefined\]$") is { } older)
                log.Error("LN2013", older["library"].Value.Length > 0 ? older["library"].Value : Referrer(lines, i), older["symbol"].Value);
            else if (Match(lines[i], @"error: unable to find library (?<library>-l.+)$") is { } library)
                log.Error("LN2014", library["library"].Value);
            else
                continue;
            reported++;
        }
        if (reported == 0)
            log.Error("LN2015", linker, Linker.Complaint(run));
    }

    /// <summary>What compilers and the C++ library bring cannot be taken from the host: each has a way out of its own.</summary>
    private static string CodeOf(string symbol)
    {
        if (Regex.IsMatch(symbol, @"^(?:std::|__cxa_|__gxx_|_ZS|_ZNS|_ZNKS|_Zn|_Zd|operator (?:new|delete)|(?:vtable|typeinfo)(?: name)? for (?:std|__cxxabiv1)|__cxxabiv1::|_Unwind_)"))
            return "LN2012";
        return Regex.IsMatch(symbol, @"^__(?:[a-z]+[sdtx][ifc][234]?|aarch64_\w+|clear_cache|cpu_model|cpu_indicator_init|emutls_get_address)$") ? "LN2011" : "LN2010";
    }

    /// <summary>The object and its archive, from the lines that follow.</summary>
    private static string Referrer(string[] lines, int error)
    {
        string referrer = "";
        for (int i = error + 1; i < lines.Length && lines[i].StartsWith(">>>", StringComparison.Ordinal); i++)
        {
            if (Match(lines[i], @"^>>>\s+(?:referenced by )?(?<member>[^()]+):\(.*\) in archive (?<archive>.+)$") is { } archived)
                return $"{archived["member"].Value.Trim()} in {archived["archive"].Value}";
            if (referrer.Length == 0 || !lines[i].Contains("referenced by"))
                referrer = Regex.Replace(lines[i], @"^>>>\s*(?:referenced by )?", "").Trim();
        }
        return referrer.Length > 0 ? referrer : "the program";
    }

    private static GroupCollection? Match(string line, string pattern)
    {
        Match match = Regex.Match(line, pattern);
        return match.Success ? match.Groups : null;
    }
}
