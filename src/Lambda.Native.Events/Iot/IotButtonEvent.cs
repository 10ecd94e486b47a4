using System.Text.Json.Serialization;

namespace Lambda.Native.Events;

/// <summary>A click of a button of AWS IoT 1-Click.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/iot-1-click/latest/developerguide/1click-events.html"/>.</remarks>
public sealed class IotButtonEvent
{
    /// <summary>What happened.</summary>
    [JsonPropertyName("deviceEvent")]
    public IotDeviceEvent DeviceEvent { get => field ??= new(); init; }

    /// <summary>The device.</summary>
    [JsonPropertyName("deviceInfo")]
    public IotDeviceInfo DeviceInfo { get => field ??= new(); init; }

    /// <summary>The placement the device is in.</summary>
    [JsonPropertyName("placementInfo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IotPlacementInfo? PlacementInfo { get; init; }
}

/// <summary>What happened at a button.</summary>
public sealed class IotDeviceEvent
{
    /// <summary>The click.</summary>
    [JsonPropertyName("buttonClicked")]
    public IotButtonClick ButtonClicked { get => field ??= new(); init; }
}

/// <summary>A click of a button.</summary>
public sealed class IotButtonClick
{
    /// <summary><c>SINGLE</c>, <c>DOUBLE</c> or <c>LONG</c>.</summary>
    [JsonPropertyName("clickType")]
    public string ClickType { get => field ?? ""; init; }

    /// <summary>When it was reported.</summary>
    [JsonPropertyName("reportedTime")]
    public DateTimeOffset ReportedTime { get; init; }
}

/// <summary>A button.</summary>
public sealed class IotDeviceInfo
{
    /// <summary>The attributes of the device.</summary>
    [JsonPropertyName("attributes")]
    public Dictionary<string, string> Attributes { get => field ??= new(); init; }

    /// <summary><c>button</c>.</summary>
    [JsonPropertyName("type")]
    public string Type { get => field ?? ""; init; }

    /// <summary>The serial number.</summary>
    [JsonPropertyName("deviceId")]
    public string DeviceId { get => field ?? ""; init; }

    /// <summary>What is left of its life, in percent.</summary>
    [JsonPropertyName("remainingLife")]
    public double RemainingLife { get; init; }
}

/// <summary>The placement of a button.</summary>
public sealed class IotPlacementInfo
{
    /// <summary>The project.</summary>
    [JsonPropertyName("projectName")]
    public string ProjectName { get => field ?? ""; init; }

    /// <summary>The placement.</summary>
    [JsonPropertyName("placementName")]
    public string PlacementName { get => field ?? ""; init; }

    /// <summary>The attributes of the placement.</summary>
    [JsonPropertyName("attributes")]
    public Dictionary<string, string> Attributes { get => field ??= new(); init; }

    /// <summary>The serial numbers of its devices, by name.</summary>
    [JsonPropertyName("devices")]
    public Dictionary<string, string> Devices { get => field ??= new(); init; }
}
