using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Lambda.Native.Tasks;

/// <summary>
/// Takes the header <c>Last-Modified</c> out of the endpoints of static web assets. It is the time at which a file was checked out or compressed: another one in
/// every clone, and with it another package. The <c>ETag</c> stays, which says the same by content.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class RemoveLastModified : Task
{
    private const string Headers = "ResponseHeaders";

    // The .NET SDK writes the headers as JSON without spaces, in the order of their names.
    private static readonly Regex s_header = new("""(?<=\[)\{"Name":"Last-Modified","Value":"[^"]*"\},?|,\{"Name":"Last-Modified","Value":"[^"]*"\}""", RegexOptions.CultureInvariant);

    /// <summary>The endpoints: <c>@(StaticWebAssetEndpoint)</c>.</summary>
    [Required]
    public ITaskItem[] Endpoints { get; set; } = [];

    /// <summary>The same items in the same order, without the header.</summary>
    [Output]
    public ITaskItem[] TimelessEndpoints { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        TimelessEndpoints = [.. Endpoints.Select(Timeless)];
        return true;
    }

    private static TaskItem Timeless(ITaskItem endpoint)
    {
        var item = new TaskItem(endpoint);
        item.SetMetadata(Headers, s_header.Replace(endpoint.GetMetadata(Headers), ""));
        return item;
    }
}
