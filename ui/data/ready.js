() => { window.thongtriReady = true; }
