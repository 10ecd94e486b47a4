using Microsoft.Playwright;

namespace Lambda.Native.Emulator.Tests.Page;

/// <summary>The machine's Chromium, started once for a class of tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => (string[])[System.IO.Path.Combine(folder, "chromium"), System.IO.Path.Combine(folder, "google-chrome")]).FirstOrDefault(File.Exists);

    /// <summary>No test waits for so long; it is for a browser that hangs.</summary>
    private const float Patience = 120_000;

    public async Task InitializeAsync()
    {
        if (Path is null)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        // Containers let no user but root start it, and root only without its own sandbox.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Environment.UserName == "root" ? ["--no-sandbox"] : [], Timeout = Patience });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    internal async Task<IPage> OpenAsync(Uri address, ColorScheme scheme = ColorScheme.Light, int width = 1200, int height = 860)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB" });
        IPage page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync(address.ToString());
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("Connected");
        await Assertions.Expect(page.Locator("#function")).Not.ToHaveTextAsync("…");
        return page;
    }
}

/// <summary>A test that needs a browser.</summary>
internal sealed class FactWithBrowserAttribute : FactAttribute
{
    public FactWithBrowserAttribute()
    {
        if (Browser.Path is null)
            Skip = "chromium is not installed on this machine.";
    }
}

/// <summary>Tests that need a browser.</summary>
internal sealed class TheoryWithBrowserAttribute : TheoryAttribute
{
    public TheoryWithBrowserAttribute()
    {
        if (Browser.Path is null)
            Skip = "chromium is not installed on this machine.";
    }
}
