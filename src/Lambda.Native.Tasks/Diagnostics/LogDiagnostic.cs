using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>Logs one diagnostic of this SDK: the conditions are in the targets, the texts in one resource.</summary>
[MSBuildMultiThreadableTask]
public sealed class LogDiagnostic : Task
{
    /// <summary>The diagnostic's code, LN and four digits.</summary>
    [Required]
    public string Code { get; set; } = "";

    /// <summary>Error (the default), Warning or Message.</summary>
    public string Severity { get; set; } = "Error";

    /// <summary>What the text speaks of, in its order.</summary>
    public string[] Arguments { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        switch (Severity)
        {
            case "Error":
                Log.Error(Code, Arguments);
                break;
            case "Warning":
                Log.Warning(Code, Arguments);
                break;
            case "Message":
                Log.LogMessage(MessageImportance.High, $"{Code}: {DiagnosticLog.Text(Code, Arguments)}");
                break;
            default:
                throw new ArgumentException($"There is no severity {Severity}.", nameof(Severity));
        }
        return !Log.HasLoggedErrors;
    }
}
